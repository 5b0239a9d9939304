import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { testDatabase, type TestDatabase } from '../../../test/database.ts'
import { withClient } from './connect.ts'
import { provisionRoles, rolePassword } from './provision.ts'

let databases: TestDatabase[]

beforeAll(async () => {
  databases = await Promise.all([testDatabase({ empty: true }), testDatabase({ empty: true })])
})
afterAll(async () => {
  for (const database of databases) await database.drop()
})

const first = () => databases[0]!

test('every role can log in, owns nothing and cannot bypass row-level security', async () => {
  const urls = await provisionRoles(first().ownerUrl)
  for (const [name, url] of Object.entries(urls)) {
    const { rows } = await withClient(url, 'test', (client) =>
      client.query(`select current_user as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolinherit as mighty,
                           (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
                      from pg_roles where rolname = current_user`),
    )
    expect(rows).toEqual([{ name: `parley_${name}`, mighty: false, owned: 0 }])
  }
})

test('serving roles have time limits, maintenance has none', async () => {
  const urls = await provisionRoles(first().ownerUrl)
  const limits = (url: string) =>
    withClient(url, 'test', async (client) => {
      const { rows } = await client.query(
        `select current_setting('statement_timeout') as statement, current_setting('transaction_timeout') as transaction,
                current_setting('idle_in_transaction_session_timeout') as idle`,
      )
      return rows[0]
    })
  const limited = { statement: '15s', transaction: '30s', idle: '15s' }
  expect(await limits(urls.staff)).toEqual(limited)
  expect(await limits(urls.requester)).toEqual(limited)
  expect(await limits(urls.auth)).toEqual(limited)
  expect(await limits(urls.maintenance)).toEqual({ statement: '0', transaction: '0', idle: '0' })
})

test('sixteen concurrent calls, from two databases of one cluster, all succeed', async () => {
  const urls = [0, 1].flatMap((n) => Array.from({ length: 8 }, () => databases[n]!.ownerUrl))
  const results = await Promise.all(urls.map((url) => provisionRoles(url)))
  expect(new Set(results.map(({ staff }) => new URL(staff).password)).size).toBe(1)
})

test('nothing is altered when nothing changes', async () => {
  const version = () =>
    withClient(first().superuserUrl, 'test', async (client) => {
      const { rows } = await client.query(
        `select oid, xmin from pg_authid where rolname like 'parley\\_%' order by oid`,
      )
      return rows
    })
  await provisionRoles(first().ownerUrl)
  const before = await version()
  await provisionRoles(first().ownerUrl)
  expect(await version()).toEqual(before)
})

test('passwords are derived from the secret and differ by role', () => {
  expect(rolePassword('a', 'parley_staff')).toBe(rolePassword('a', 'parley_staff'))
  expect(rolePassword('a', 'parley_staff')).not.toBe(rolePassword('b', 'parley_staff'))
  expect(rolePassword('a', 'parley_staff')).not.toBe(rolePassword('a', 'parley_auth'))
})

test('the error for an owner who may not create roles names what to grant', async () => {
  const plain = `plain_${process.pid}`
  await withClient(first().superuserUrl, 'test', (client) =>
    client.query(`create role ${plain} login password 'plain'`),
  )
  const url = Object.assign(new URL(first().ownerUrl), { username: plain, password: 'plain' }).href
  await expect(provisionRoles(url)).rejects.toThrow(
    /may not create or change the role parley_staff: give it CREATEROLE/,
  )
  await withClient(first().superuserUrl, 'test', (client) => client.query(`drop role ${plain}`))
})

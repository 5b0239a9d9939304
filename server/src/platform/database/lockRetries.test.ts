import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eventually } from '../../../test/eventually.ts'
import { openTicket, reply, type Actor, type TestApp, testApp } from '../../../test/testApp.ts'
import { ROOT } from '../../env.ts'
import { withClient } from './connect.ts'
import { applyDefinitions } from './definitions.ts'
import { type LockWait, SHORT_WAIT } from './lockRetries.ts'
import { migrate } from './migrate.ts'

/** The control: a change that waits for its locks as long as it takes. */
const NO_LIMIT: LockWait = { timeoutMs: 0, attempts: 1 }

let app: TestApp
let buyer: Actor
let ticketId: string
let folder: string
let columns = 0

beforeAll(async () => {
  app = await testApp()
  buyer = await app.actor('buyer')
  ticketId = (await openTicket(app, buyer)).id
  folder = mkdtempSync(path.join(tmpdir(), 'parley-locks-'))
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const CHANGES: Record<string, (wait: LockWait) => Promise<unknown>> = {
  'a migration': (wait) => {
    const column = `extra_${++columns}`
    mkdirSync(path.join(folder, column))
    writeFileSync(path.join(folder, column, 'migration.sql'), `ALTER TABLE support_tickets ADD COLUMN ${column} int;`)
    return migrate(app.database.ownerUrl, folder, wait)
  },
  'the definitions of each table': (wait) => define('UPDATE _parley_definitions SET tables = NULL', wait),
  // As if none had been applied.
  'all definitions at once': (wait) => define('DELETE FROM _parley_definitions', wait),
}

const define = (prepare: string, wait: LockWait) =>
  withClient(app.database.ownerUrl, 'parley migrate', async (client) => {
    await client.query(`ALTER TABLE _parley_definitions ADD COLUMN IF NOT EXISTS tables jsonb; ${prepare}`)
    await applyDefinitions(client, path.join(ROOT, 'prisma/sql'), { always: true, wait })
  })

/** Runs `work` while the transaction of somebody else, who has read a table, stays open. */
async function whileReading<T>(
  work: (query: (sql: string) => Promise<unknown>) => Promise<T>,
  table = 'support_tickets',
): Promise<T> {
  return withClient(app.database.superuserUrl, 'a report', async (client) => {
    await client.query(`BEGIN; SELECT FROM ${table} LIMIT 1`)
    const result = await work((sql) => client.query(sql))
    await client.query('COMMIT')
    return result
  })
}

const waiting = async () =>
  (
    await app.sql<{ table: string }>(
      `SELECT relation::regclass::text AS table FROM pg_locks WHERE NOT granted AND relation IS NOT NULL AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )
  ).map(({ table }) => table)

test.each(Object.keys(CHANGES))(
  'while a long transaction keeps %s waiting, everybody else gets answers, and then it is applied',
  async (name) => {
    const holders: string[] = []
    const changed = await whileReading(async () => {
      const change = CHANGES[name]!({ ...SHORT_WAIT, onBlocked: (text) => holders.push(text) })
      await eventually('two attempts have failed', () => holders.length >= 2)
      await reply(app, buyer, ticketId, 'Is anybody there?')
      return { change }
    })
    await changed.change
    expect(holders[0]).toMatch(/^a report \(process \d+, user \w+\)/)
  },
)

test.each(Object.keys(CHANGES))('control: behind %s without a limit for its locks, everybody waits', async (name) => {
  const { change, answer } = await whileReading(async () => {
    const change = CHANGES[name]!(NO_LIMIT)
    await eventually('the change waits', waiting, (tables) => tables.includes('support_tickets'))
    let isAnswered = false
    const answer = reply(app, buyer, ticketId, 'Is anybody there?').finally(() => (isAnswered = true))
    await eventually('the message waits as well', waiting, ({ length }) => length > 1)
    expect(isAnswered).toBe(false)
    return { change, answer }
  })
  await Promise.all([change, answer])
})

// Definitions lock `support_tickets` before they wait for `audit_log`.
test('a transaction that needs what the waiting change has locked continues', async () => {
  const changed = await whileReading(async (query) => {
    const change = CHANGES['all definitions at once']!(SHORT_WAIT)
    await eventually('the change waits', waiting, (tables) => tables.includes('audit_log'))
    await query('SELECT FROM support_tickets LIMIT 1')
    return { change }
  }, 'audit_log')
  await changed.change
})

test('control: without a limit, PostgreSQL ends that transaction as a deadlock', async () => {
  let change: Promise<unknown> | undefined
  const outcome = whileReading(async (query) => {
    await query(`SET LOCAL deadlock_timeout = '1ms'`)
    change = CHANGES['all definitions at once']!(NO_LIMIT)
    await eventually('the change waits', waiting, (tables) => tables.includes('audit_log'))
    await query('SELECT FROM support_tickets LIMIT 1')
  }, 'audit_log')
  await expect(outcome).rejects.toThrow('deadlock detected')
  await change
})

test('a transaction that uses two tables ends, whichever is changed first', async () => {
  await whileReading(async (query) => {
    const change = CHANGES['the definitions of each table']!(NO_LIMIT)
    await eventually('the change waits', waiting, (tables) => tables.includes('support_tickets'))
    await query('SELECT FROM audit_log LIMIT 1; SELECT FROM users LIMIT 1; SELECT FROM ticket_messages LIMIT 1')
    await query('COMMIT')
    await change
  })
})

test('when no attempts are left, the error names the sessions that hold locks', async () => {
  await whileReading(async () => {
    await expect(CHANGES['all definitions at once']!({ timeoutMs: 10, attempts: 2 })).rejects.toThrow(
      /^Other sessions keep the tables locked: a report \(process \d+, user \w+\)/,
    )
  })
})

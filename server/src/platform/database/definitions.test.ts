import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eventually } from '../../../test/eventually.ts'
import { testDatabase, type TestDatabase } from '../../../test/database.ts'
import { ROOT } from '../../env.ts'
import { withClient } from './connect.ts'
import { applyDefinitions } from './definitions.ts'
import { readMigrations } from './migrate.ts'

/** The last migration that defines functions and policies. */
const LAST_WITH_DEFINITIONS = '20261128070100_star_changes'

let database: TestDatabase
let folder: string

beforeEach(async () => {
  database = await testDatabase({ empty: true })
  folder = mkdtempSync(path.join(tmpdir(), 'parley-definitions-'))
  await sql('CREATE TABLE notes (id int, body text)')
})
afterEach(async () => {
  await database.drop()
  rmSync(folder, { recursive: true })
})

const write = (name: string, script: string) => writeFileSync(path.join(folder, name), script)
const sql = async (text: string) => (await withClient(database.ownerUrl, 'test', (client) => client.query(text))).rows
const apply = () =>
  withClient(database.ownerUrl, 'test', (client) => applyDefinitions(client, folder, { always: false }))
const policies = async () =>
  (await sql(`SELECT policyname AS name FROM pg_policies WHERE schemaname = 'public' ORDER BY 1`)).map(
    ({ name }) => name,
  )

test('definitions are applied when they change, and only then', async () => {
  write('1.sql', `CREATE FUNCTION greeting() RETURNS text LANGUAGE sql RETURN 'hello';`)
  expect([await apply(), await apply()]).toEqual([true, false])
  write('1.sql', `CREATE FUNCTION greeting() RETURNS text LANGUAGE sql RETURN 'good morning';`)
  expect([await apply(), await apply()]).toEqual([true, false])
  expect(await sql('SELECT greeting()')).toEqual([{ greeting: 'good morning' }])
})

test('definitions of a newer version are kept, those of the same version are replaced', async () => {
  const as = (version: string, greeting: string) => {
    write('1.sql', `CREATE FUNCTION greeting() RETURNS text LANGUAGE sql RETURN '${greeting}';`)
    return withClient(database.ownerUrl, 'test', (client) =>
      applyDefinitions(client, folder, { always: false, version }),
    )
  }
  expect(await as('0.9.1', 'hello')).toBe(true)
  expect(await as('0.10.0', 'good morning')).toBe(true)
  expect(await as('0.9.2', 'hello')).toBe(false)
  expect(await sql('SELECT greeting()')).toEqual([{ greeting: 'good morning' }])
  expect(await as('0.10.0', 'good evening')).toBe(true)
  expect(await as('0.11', 'good night')).toBe(true)
})

test('objects that no file defines are dropped, and a changed signature leaves no second function', async () => {
  write(
    '1.sql',
    'CREATE POLICY all_read ON notes FOR SELECT USING (true); GRANT SELECT, UPDATE (body) ON notes TO parley_staff;',
  )
  write('2.sql', 'CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql RETURN n * 2;')
  await apply()
  write('1.sql', 'CREATE POLICY own_read ON notes FOR SELECT USING (id = 1); GRANT SELECT ON notes TO parley_staff;')
  write('2.sql', 'CREATE FUNCTION twice(n bigint) RETURNS bigint LANGUAGE sql RETURN n * 2;')
  await apply()
  expect(await policies()).toEqual(['own_read'])
  expect(await sql(`SELECT oid::regprocedure::text AS name FROM pg_proc WHERE proname = 'twice'`)).toEqual([
    { name: 'twice(bigint)' },
  ])
  expect(await sql(`SELECT has_any_column_privilege('parley_staff', 'notes', 'UPDATE') AS may`)).toEqual([
    { may: false },
  ])
})

test('a function used by an index belongs to its migration and is kept', async () => {
  await sql(
    `CREATE FUNCTION folded(t text) RETURNS text LANGUAGE sql IMMUTABLE RETURN lower(t); CREATE INDEX ON notes (folded(body))`,
  )
  write('1.sql', 'CREATE POLICY all_read ON notes FOR SELECT USING (true);')
  await apply()
  expect(await sql(`SELECT folded('A')`)).toEqual([{ folded: 'a' }])
})

test('a failing file is reported with its line, and nothing changes', async () => {
  write('1.sql', 'CREATE POLICY all_read ON notes FOR SELECT USING (true);')
  await apply()
  write('1.sql', '-- nothing here any more')
  write('2.sql', '\nSELECT nonsense FROM notes;')
  await expect(apply()).rejects.toThrow('prisma/sql/2.sql failed: column "nonsense" does not exist (line 2)')
  expect(await policies()).toEqual(['all_read'])
})

test('the change waits while another session uses a table', async () => {
  write('1.sql', 'CREATE POLICY all_read ON notes FOR SELECT USING (true);')
  await withClient(database.ownerUrl, 'test', async (reader) => {
    await reader.query('BEGIN; SELECT * FROM notes')
    const applied = apply()
    await eventually('the change waits for the reader', () =>
      sql(`SELECT FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'`).then(({ length }) => length === 1),
    )
    await reader.query('COMMIT')
    expect(await applied).toBe(true)
  })
  expect(await policies()).toEqual(['all_read'])
})

test('migrations since the files exist define no function, trigger, policy or grant', () => {
  const defines =
    /^\s*(CREATE (OR REPLACE )?(CONSTRAINT )?TRIGGER|(CREATE|ALTER) POLICY|CREATE OR REPLACE FUNCTION|GRANT)\b/im
  const since = readMigrations(path.join(ROOT, 'prisma/migrations')).filter(({ name }) => name > LAST_WITH_DEFINITIONS)
  expect(since.filter(({ script }) => defines.test(script)).map(({ name }) => name)).toEqual([])
})

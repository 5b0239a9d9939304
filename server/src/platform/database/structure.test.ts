import { afterEach, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { testDatabase, type TestDatabase } from '../../../test/database.ts'
import { ROOT } from '../../env.ts'
import { withClient } from './connect.ts'
import { migrate, readMigrations } from './migrate.ts'
import { applyWithPrisma } from './schemaEngine.ts'
import { printStructure } from './structure.ts'

const MIGRATIONS = path.join(ROOT, 'prisma/migrations')
/** The last migration of version 0.1.0, when functions and policies were still part of the migrations. */
const FIRST_RELEASE = '20261120000400_one_entry_per_message'

let database: TestDatabase
afterEach(() => database.drop())

const committed = readFileSync(path.join(ROOT, 'prisma/structure.sql'), 'utf8')
const structure = () => withClient(database.ownerUrl, 'test', printStructure)

test('prisma/structure.sql matches a database built from scratch', async () => {
  database = await testDatabase()
  expect(await structure()).toBe(committed)
})

test('a database of the first release has the same structure and keeps its data after a concurrent upgrade by several nodes, and after every later start', async () => {
  database = await testDatabase({ empty: true })
  const released = readMigrations(MIGRATIONS).filter(({ name }) => name <= FIRST_RELEASE)
  await withClient(database.ownerUrl, 'test', (client) => applyWithPrisma(client, released))
  const names = () =>
    withClient(database.superuserUrl, 'test', (client) =>
      client.query(`SELECT name FROM users WHERE email = 'mira@parley.test'`),
    )
  await withClient(database.superuserUrl, 'test', (client) =>
    client.query(`INSERT INTO users (name, email, role) VALUES ('Mira', 'mira@parley.test', 'buyer')`),
  )
  const nodes = await Promise.all([1, 2, 3].map(() => migrate(database.ownerUrl, MIGRATIONS)))
  expect(nodes.filter(({ defined }) => defined)).toHaveLength(1)
  expect((await names()).rows).toEqual([{ name: 'Mira' }])
  expect(await migrate(database.ownerUrl, MIGRATIONS)).toMatchObject({ applied: [], defined: false })
  await withClient(database.ownerUrl, 'test', (client) =>
    client.query(`UPDATE _parley_definitions SET checksum = 'another'`),
  )
  // Another policy, trigger, function and privilege, and some that no file defines: each table gets its own again.
  await withClient(database.ownerUrl, 'test', (client) =>
    client.query(`
      ALTER POLICY staff ON ticket_notes USING (false); DROP TRIGGER append_event ON ticket_events; DROP POLICY auth ON accounts;
      CREATE POLICY another ON users USING (true); GRANT DELETE ON ticket_messages TO parley_staff;
      CREATE OR REPLACE FUNCTION viewer_role() RETURNS text LANGUAGE sql STABLE RETURN 'admin';
      CREATE FUNCTION another(a int) RETURNS int LANGUAGE sql RETURN a; GRANT EXECUTE ON FUNCTION take_tokens TO parley_requester`),
  )
  expect(await migrate(database.ownerUrl, MIGRATIONS)).toMatchObject({ applied: [], defined: true })
  expect(await structure()).toBe(committed)
  const { rows } = await withClient(database.ownerUrl, 'test', (client) =>
    client.query(`SELECT count(*)::int AS tables FROM _parley_definitions d, jsonb_object_keys(d.tables)`),
  )
  expect(rows[0].tables).toBeGreaterThan(50)
})

test.each([
  ['a policy', 'DROP POLICY staff ON ticket_notes'],
  ['a function', `CREATE OR REPLACE FUNCTION viewer_role() RETURNS text LANGUAGE sql STABLE RETURN 'admin'`],
  ['a trigger', 'DROP TRIGGER append_event ON ticket_events'],
  ['a grant', 'GRANT DELETE ON ticket_messages TO parley_staff'],
  ['an index', 'CREATE INDEX extra ON ticket_messages (created_at)'],
  ['a column', 'ALTER TABLE ticket_messages ADD COLUMN extra int'],
  ['row-level security', 'ALTER TABLE ticket_notes NO FORCE ROW LEVEL SECURITY'],
])('a change of %s shows', async (_, change) => {
  database = await testDatabase()
  await withClient(database.ownerUrl, 'test', (client) => client.query(change))
  expect(await structure()).not.toBe(committed)
})

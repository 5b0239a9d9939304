import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { withClient } from '../../src/platform/database/connect.ts'
import { type TestApp, testApp } from '../testApp.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ jobs: false })
})
afterAll(() => app.close())

const RESTRICTED = ['parley_restricted', 'parley_partly_restricted']

test.each(RESTRICTED)('%s has exactly the privileges of parley_staff', async (restricted) => {
  const of = (role: string) =>
    app.sql(`
      select 'table ' || c.oid::regclass || ' ' || a.privilege_type as it from pg_class c, aclexplode(c.relacl) a
        where a.grantee = '${role}'::regrole
      union select 'column ' || c.attrelid::regclass || '.' || attname || ' ' || a.privilege_type from pg_attribute c, aclexplode(c.attacl) a
        where a.grantee = '${role}'::regrole
      union select 'function ' || p.oid::regprocedure from pg_proc p, aclexplode(p.proacl) a where a.grantee = '${role}'::regrole
      union select 'schema ' || nspname from pg_namespace n, aclexplode(n.nspacl) a where a.grantee = '${role}'::regrole order by 1`)
  expect((await of('parley_staff')).length).toBeGreaterThan(100)
  expect(await of(restricted)).toEqual(await of('parley_staff'))
})

test.each(RESTRICTED)(
  'every permissive policy for parley_staff is one for %s, and nothing else is',
  async (restricted) => {
    const differing = await app.sql(`select schemaname, tablename, policyname from pg_policies
    where permissive = 'PERMISSIVE' and ('parley_staff' = any (roles)) <> ('${restricted}' = any (roles))`)
    expect(differing).toEqual([])
  },
)

// Why these tables of tickets need no restrictive policy.
const WITHOUT: Record<string, string> = {
  imported_rows: 'only maintenance reads it',
  inbound_mails: 'read through ticket_messages, which has one',
  learned_tickets: 'what suggestions are computed from: it has no texts, and every node keeps one copy of it',
  suggestion_uses: 'counts of suggestions, which only figures read',
  ticket_facts: 'times and numbers, which only figures read',
  emergency_accesses: 'an access is never secret among admins',
}

test.each(RESTRICTED)(
  'every table of tickets or messages has a restrictive policy for %s, or a reason to have none',
  async (restricted) => {
    const tables = await app.sql<{ name: string }>(`
    select distinct c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname in ('ticket_id', 'message_id') and not a.attisdropped
      and not exists (select from pg_policies p where p.tablename = c.relname and p.permissive = 'RESTRICTIVE' and '${restricted}' = any (p.roles)) order by 1`)
    expect(tables.map(({ name }) => name).filter((name) => !(name in WITHOUT))).toEqual([])
  },
)

test.each(RESTRICTED)(
  'staff sign in as parley_staff, and act as %s only while a desk or a ticket is private',
  async (restricted) => {
    const roles = await app.sql(
      `select rolcanlogin, rolinherit, rolbypassrls, rolsuper from pg_roles where rolname = '${restricted}'`,
    )
    expect(roles).toEqual([{ rolcanlogin: false, rolinherit: false, rolbypassrls: false, rolsuper: false }])
    const inherits = await app.sql(
      `select pg_has_role('parley_staff', '${restricted}', 'USAGE') as usage, pg_has_role('parley_staff', '${restricted}', 'SET') as set`,
    )
    expect(inherits).toEqual([{ usage: false, set: true }])
  },
)

test.each([
  ['open', { kinds: true, tags: true, assignees: 1 }],
  ['private', { kinds: false, tags: false, assignees: 0 }],
  ['readable', { kinds: false, tags: false, assignees: 0 }],
] as const)('while the desk is %s, the restricted roles read of the kept counts: %j', async (privacy, expected) => {
  for (const restricted of RESTRICTED) await expectKept(restricted, privacy, expected)
})

async function expectKept(restricted: string, privacy: string, expected: object) {
  const [one, other] = [await app.actor('agent'), await app.actor('agent')]
  await withClient(app.database.superuserUrl, 'parley test', async (client) => {
    await client.query('begin')
    await client.query(`insert into tag_counts (tag, tickets) values ('lamp', 1)`)
    await client.query('insert into assignee_counts (assignee_id, tickets) values ($1, 1), ($2, 1)', [one.id, other.id])
    await client.query(
      `select set_config('role', '${restricted}', true), set_config('parley.viewer_role', 'agent', true),
         set_config('parley.viewer_id', $1, true), set_config('parley.privacy', $2, true)`,
      [one.id, privacy],
    )
    const { rows } = await client.query(`select exists (select from ticket_counts) as kinds,
      exists (select from tag_counts) as tags, (select count(*)::int from assignee_counts) as assignees`)
    expect(rows).toEqual([expected])
    await client.query('rollback')
  })
}

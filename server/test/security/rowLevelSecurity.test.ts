import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { connect } from '../../src/platform/database/connect.ts'
import { type Identity, identitySql, STAFF_CLASS } from '../../src/platform/database/identity.ts'
import { openPools, type Pools } from '../../src/platform/database/pools.ts'
import type { RoleUrls } from '../../src/platform/database/provision.ts'
import { silentLog } from '../../src/platform/log.ts'
import { type TestApp, testApp } from '../testApp.ts'
import { buildWorld } from './world.ts'

const ROLES = ['staff', 'requester', 'auth', 'maintenance', 'jobs'] as const satisfies (keyof RoleUrls)[]

let app: TestApp
let tables: string[]
beforeAll(async () => {
  app = await testApp({ jobs: false })
  const world = await buildWorld(app)
  await app.sql(`
    with person as (select id from users limit 1)
    , u as (insert into desk_uptime default values)
    , n as (insert into job_nodes (id, worker_ids) values (gen_random_uuid(), '{w}'))
    , i as (insert into imported_rows values ('legacy', 'ticket', '1', gen_random_uuid()))
    , l as (insert into setup_links (token_hash, expires_at) values ('h', now()))
    , m as (insert into second_factors (user_id, secret, backup_codes) select id, 's', 'b' from person)
    , p as (insert into passkeys (user_id, public_key, credential_id, counter, device_type, backed_up) select id, 'k', 'c', 0, 'd', false from person)
    , q as (insert into user_pictures (user_id, data) select id, 'p' from person)
    , d as (insert into desk_logo (data) values ('l'))
    , o as (insert into sign_in_attempts values ('k', now()))
    , r as (insert into rate_limits values ('k', now()))
    , v as (insert into handover_uses values ('k', now()))
    , e as (insert into external_shops select 's', '1', id from sellers limit 1)
    , a as (insert into sign_ins (user_id, token, expires_at) select id, 't', now() + interval '1 day' from person)
    , b as (insert into accounts (user_id, account_id, provider_id) select id, 'a', 'credential' from person)
    , c as (insert into ticket_stars (user_id, ticket_id) select id, '${world.tickets.buyer.uuid}' from person)
    insert into verifications (identifier, value, expires_at) values ('i', 'v', now())`)
  const rows = await app.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('_prisma_migrations', '_parley_definitions') order by 1`,
  )
  tables = rows.map(({ name }) => name)
})
afterAll(() => app.close())

describe('the catalogue', () => {
  test("the server's roles own nothing, and can neither bypass row-level security nor grant themselves privileges", async () => {
    const roles = await app.sql(`
      select rolname from pg_roles where rolname like 'parley\\_%' and rolname <> 'parley_owner'
      and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolinherit or rolreplication) order by 1`)
    expect(roles.map(({ rolname }) => rolname)).toEqual(
      [...ROLES, 'restricted', 'partly_restricted'].map((role) => `parley_${role}`).sort(),
    )
    const owned = await app.sql(
      `
      select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = any ($1)
      union all select p.proname from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname = any ($1)
      union all select m.roleid::regrole::text from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = any ($1) order by 1`,
      [ROLES.map((role) => `parley_${role}`)],
    )
    // Staff may switch to the roles in which they see less.
    expect(owned).toEqual([{ relname: 'parley_partly_restricted' }, { relname: 'parley_restricted' }])
  })

  test('every table has row-level security, enabled and forced, with USING and WITH CHECK', async () => {
    expect(tables.length).toBeGreaterThan(10)
    const weak = await app.sql(`
      select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and c.relname not in ('_prisma_migrations', '_parley_definitions') and not (c.relrowsecurity and c.relforcerowsecurity
        and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polqual is not null)
        and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polwithcheck is not null))`)
    expect(weak).toEqual([])
    const halfPolicies = await app.sql(`
      select tablename, policyname from pg_policies where schemaname = 'public' and (
        (permissive <> 'PERMISSIVE') <> (roles <@ '{parley_restricted,parley_partly_restricted}') or 'public' = any (roles)
        -- A restrictive policy without WITH CHECK checks what is written as well as what is read.
        or (cmd in ('ALL', 'SELECT', 'UPDATE', 'DELETE') and qual is null)
        or (permissive = 'PERMISSIVE' and cmd in ('ALL', 'INSERT', 'UPDATE') and with_check is null))`)
    expect(halfPolicies).toEqual([])
  })

  test('nothing is granted without a policy, and nothing is granted to PUBLIC', async () => {
    const grants = await app.sql(`
      select g.grantee, g.table_name, g.privilege_type from information_schema.role_table_grants g
      where g.table_schema = 'public' and g.grantee <> 'parley_owner' and g.grantee <> 'postgres'
      and not exists (select 1 from pg_policies p where p.tablename = g.table_name and g.grantee = any (p.roles)
        and p.cmd in ('ALL', g.privilege_type))`)
    expect(grants.filter(({ privilege_type: type }) => type !== 'REFERENCES')).toEqual([])
    const migrations = await app.sql(
      `select r.rolname from pg_roles r where r.rolname = any ($1) and has_table_privilege(r.oid, '_prisma_migrations', 'select, insert, update, delete')`,
      [ROLES.map((role) => `parley_${role}`)],
    )
    expect(migrations).toEqual([])
  })

  test('only the sign-in role may read what tokens are checked with, and make an account a service account', async () => {
    const [row] = await app.sql(
      `
      select array(select r from unnest($1::text[]) r where has_column_privilege(r, 'api_tokens', 'token_hash', 'select') order by 1) as readers,
        array(select r from unnest($1::text[]) r where has_column_privilege(r, 'users', 'is_service', 'update') order by 1) as makers`,
      [ROLES.map((role) => `parley_${role}`)],
    )
    expect(row).toEqual({
      readers: ['parley_auth', 'parley_maintenance'],
      makers: ['parley_auth', 'parley_maintenance'],
    })
  })

  test('no view, materialised view or SECURITY DEFINER function bypasses it, except those that add and remove jobs', async () => {
    expect(
      await app.sql(`
        select relname as name from pg_class where relnamespace = 'public'::regnamespace and (relkind = 'm'
          or (relkind = 'v' and not coalesce(reloptions, '{}') && '{security_invoker=true,security_invoker=on}'))
        union all select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef order by 1`),
    ).toEqual([
      { name: 'add_deliver_jobs' },
      { name: 'add_job' },
      { name: 'redact_job_errors' },
      { name: 'remove_failed_jobs' },
      { name: 'remove_send_job' },
    ])
  })
})

describe('without an identity', () => {
  test('every table has rows', async () => {
    const counts = await Promise.all(
      tables.map((table) => app.sql<{ n: number }>(`select count(*)::int as n from ${table}`)),
    )
    expect(tables.filter((_, i) => counts[i]![0]!.n === 0)).toEqual([])
  })

  test.each(ROLES)('the role %s sees no row of any table', async (role) => {
    expect(await visibleTo(app.database.roleUrls[role])).toEqual([])
  })

  test('the owner of the tables sees no row of any table either', async () => {
    expect(await visibleTo(app.database.ownerUrl)).toEqual([])
  })

  test('control: with an identity, the same roles see rows', async () => {
    for (const role of ROLES) {
      const setting = { staff: 'agent', requester: 'buyer', auth: 'auth', maintenance: 'maintenance', jobs: 'jobs' }[
        role
      ]
      const [person] = await app.sql<{ id: string }>(
        `select requester_id as id from support_tickets where requester_role = 'buyer'`,
      )
      const identity = `set parley.viewer_role = '${setting}'; set parley.viewer_id = '${person!.id}'`
      const visible = await visibleTo(app.database.roleUrls[role], identity)
      if (role === 'jobs') expect(visible).toEqual(['job_nodes'])
      else expect(visible.length).toBeGreaterThan(4)
    }
  })

  test('nothing can be written', async () => {
    for (const role of ROLES) {
      const client = await connect(app.database.roleUrls[role], 'test')
      for (const table of tables) {
        const written = await client.query(`insert into ${table} select * from ${table} returning 1`).catch(refused)
        const changed = await client.query(`delete from ${table} returning 1`).catch(refused)
        expect([table, written.rowCount, changed.rowCount]).toEqual([table, 0, 0])
      }
      await client.end()
    }
  })
})

describe('a statement that was prepared under an identity', () => {
  let pools: Pools
  beforeAll(() => {
    pools = openPools(app.database.roleUrls, silentLog)
  })
  afterAll(() => pools.close())

  const buyer = async (): Promise<Identity> => {
    const [row] = await app.sql<{ id: string }>(
      `select requester_id as id from support_tickets where requester_role = 'buyer'`,
    )
    return { role: 'buyer', userId: row!.id }
  }
  const question = { name: 'tickets', text: 'select id from support_tickets' }
  /** Runs the statement under the identity until its generic plan is cached, then `without`. */
  const ask = async (client: pg.ClientBase, identity: Identity, without: string) => {
    for (let n = 0; n < 8; n++) {
      await client.query(`begin; ${identitySql(identity)}`)
      expect((await client.query(question)).rowCount).toBeGreaterThan(0)
      await client.query('commit')
    }
    await client.query(without)
    try {
      return (await client.query(question).catch(refused)).rowCount
    } finally {
      await client.query('rollback')
    }
  }
  const outside = Object.entries({
    'outside a transaction': '',
    'in a transaction without an identity': 'begin',
    'after the identity was reset': `begin; ${identitySql(STAFF_CLASS)}; reset all`,
  })

  test.each(outside)('shows nothing %s, to any role', async (_name, without) => {
    for (const identity of [STAFF_CLASS, await buyer()]) {
      const client = await pools.for(identity).connect()
      expect([identity.role, await ask(client, identity, without)]).toEqual([identity.role, 0])
      expect((await client.query('show row_security')).rows).toEqual([{ row_security: 'off' }])
      client.release(true)
    }
  })

  test('control: on a connection without the pools’ settings, it still returns rows', async () => {
    const client = await connect(app.database.roleUrls.staff, 'test')
    expect(await ask(client, STAFF_CLASS, '')).toBeGreaterThan(0)
    await client.end()
  })

  test.each([
    [`tags @> '{x}'`, /Index Cond: \(tags @>/],
    [`status = 'closed' and ticket_number is not null order by id`, /^(?!.*identified_as)/s],
    [`search_key(subject) like search_pattern('lamp')`, /Index Cond: .*~~/],
  ])('leaves no condition of the policy in the plan of %s, so that its index is used', async (where, plan) => {
    const client = await pools.staff.connect()
    await client.query(`begin; ${identitySql(STAFF_CLASS)}; set local enable_seqscan = off`)
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain select id from support_tickets where ${where}`,
    )
    await client.query('rollback')
    client.release()
    const text = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(text).toMatch(plan)
    expect(text).not.toMatch(/identified_as|One-Time/)
  })
})

/** Tables of which this role sees at least one row. */
async function visibleTo(url: string, identity = ''): Promise<string[]> {
  const client = await connect(url, 'test')
  if (identity) await client.query(identity)
  const visible = []
  for (const table of tables) {
    const { rows } = await client
      .query<{ some: boolean }>(`select exists (select 1 from ${table}) as some`)
      .catch(refused)
    if (rows[0]?.some) visible.push(table)
  }
  await client.end()
  return visible
}

/** "Permission denied" shows no row; anything else is an error of the test. */
function refused(error: unknown): pg.QueryResult<any> {
  if ((error as pg.DatabaseError).code !== '42501') throw error
  return { rows: [], rowCount: 0 } as unknown as pg.QueryResult
}

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type pg from 'pg'
import { connect } from '../../src/platform/database/connect.ts'
import { type TestApp, testApp } from '../testApp.ts'
import { FORBIDDEN_STATEMENTS } from './forbiddenStatements.ts'
import { aged, stagesFor, type Table } from './policyStatements.ts'
import { buildWorld, type World } from './world.ts'

// Every policy is dropped, and every condition replaced with `true`, one at a time; what the roles can then read or write must
// differ from before. All columns are granted here, so that only the policies are tested.

interface Policy {
  table: string
  name: string
  role: string
  using: boolean
  check: boolean
}

/** A transaction's identity: its role and id, the admitted ticket in `parley.door`, and one with emergency access. */
type Identity = [role: string, id: string, door?: string, emergency?: string]

const NOBODY: Identity = ['', '']
/** The identity of background jobs: staff without a user id. */
const THE_DESK: Identity = ['agent', '']
/** An admin's operation on everything, also on what the admin cannot see. */
const FOR_THE_WHOLE_DESK: Identity = ['admin', '']

let app: TestApp
let world: World
let superuser: pg.Client
let tables: Record<string, Table>
beforeAll(async () => {
  app = await testApp({ jobs: false })
  world = await buildWorld(app)
  superuser = await connect(app.database.superuserUrl, 'test')
  await superuser.query(PROBE)
  await superuser.query(GRANT_WHOLE)
  await superuser.query(`insert into sign_ins (user_id, token, expires_at) select id, 't', now() from users limit 1;
    insert into accounts (user_id, account_id, provider_id) select id, 'a', 'credential' from users limit 1;
    insert into setup_links (token_hash, expires_at) values ('h', now());
    insert into verifications (identifier, value, expires_at) values ('i', 'v', now());
    insert into second_factors (user_id, secret, backup_codes) select id, 's', 'b' from users limit 1;
    insert into passkeys (user_id, public_key, credential_id, counter, device_type, backed_up) select id, 'k', 'c', 0, 'd', false from users limit 1;
    insert into user_pictures (user_id, data) select id, 'p' from users;
    insert into desk_logo (data) values ('l');
    insert into sign_in_attempts values ('k', now());
    insert into rate_limits values ('k', now());
    insert into handover_uses values ('k', now());
    insert into external_shops select 's', '1', id from sellers limit 1;
    insert into users (name, email, role) values ('Another admin', 'another@parley.test', 'admin');
    insert into users (name, email, role, disabled_at) values ('Former agent', 'former@parley.test', 'agent', now());
    insert into desk_uptime default values;
    insert into imported_rows values ('legacy', 'ticket', '1', gen_random_uuid());
    insert into job_nodes (id, worker_ids) values (gen_random_uuid(), '{w}');
    insert into ticket_stars (user_id, ticket_id) select u.id, t.id from users u, support_tickets t where t.id = '${world.tickets.buyer.uuid}'`)
  tables = await readTables()
})
afterAll(async () => {
  await superuser.end()
  await app.close()
})

// Returns how many rows a statement affects, or its error; its effects are rolled back.
const PROBE = `
  create function probe(statement text) returns text language plpgsql as $$
  declare n bigint;
  begin
    execute statement;
    get diagnostics n = row_count;
    raise exception using errcode = 'PROBE', message = n::text;
  exception when others then
    return case when sqlstate = 'PROBE' then sqlerrm else sqlstate end;
  end $$`

const GRANT_WHOLE = `
  do $$ declare p record; begin
    for p in select tablename, unnest(roles) as role, case cmd when 'ALL' then 'SELECT, INSERT, UPDATE, DELETE' else cmd end as privileges
      from pg_policies where schemaname = 'public'
    loop execute format('grant %s on %I to %I', p.privileges, p.tablename, p.role); end loop;
  end $$`

test('each policy has an effect: without it, or without its condition, the roles could do more or less', async () => {
  const policies = await readPolicies()
  expect(policies.length).toBeGreaterThan(40)
  const idle: string[] = []
  const groups = new Map<string, Policy[]>()
  for (const policy of policies) {
    const key = `${policy.table} ${policy.role}`
    groups.set(key, [...(groups.get(key) ?? []), policy])
  }
  for (const group of groups.values()) idle.push(...(await idleMutants(group)))
  expect(idle).toEqual([])
})

describe('the database itself refuses', () => {
  test.each(FORBIDDEN_STATEMENTS)('%s', async (_what, who, statement) => {
    const [role] = who.split(' ') as [string]
    const ids = {
      ticket: world.tickets.buyer.uuid,
      self: world.people[who]!.id,
      owner: world.people['buyer owner']!.id,
      agent: world.people['agent stranger']!.id,
    }
    const sql = statement.replace(/:(\w+)/g, (_, key: keyof typeof ids) => `'${ids[key]}'`)
    await superuser.query('begin')
    const [outcome] = await probeAs(
      role === 'agent' || role === 'admin' ? 'parley_staff' : 'parley_requester',
      [role, ids.self],
      [sql],
    )
    await superuser.query('rollback')
    // A missing privilege, a policy or a trigger; or a ticket that this person cannot see.
    expect(outcome).toMatch(/^(42501|23514|P0002|0)$/)
  })
})

/** The changes of these policies, of one table and role, by which nobody with that role could do more or less with the table. */
async function idleMutants(policies: Policy[]): Promise<string[]> {
  const { table, role } = policies[0]!
  const statements = stagesFor(table, tables[table]!, world)
  // What each person could do before, found when it is first needed.
  const people = identitiesOf(role).map((identity) => ({ identity, before: [] as string[] }))
  const idle: string[] = []
  await superuser.query('begin')
  await superuser.query(aged(world))
  // This role hides nothing but confidential tickets.
  if (role === 'parley_partly_restricted') await superuser.query('update support_tickets set confidential = true')
  await superuser.query('savepoint unchanged')
  for (const mutant of policies.flatMap(mutantsOf)) {
    const one = await whoNotices()
    // Whoever notices one change is likely to notice the next.
    if (one) people.unshift(...people.splice(people.indexOf(one), 1))
    else idle.push(mutant)

    async function whoNotices() {
      for (const [stage, sql] of statements.entries())
        for (const person of people) {
          person.before[stage] ??= JSON.stringify(await probeAs(role, person.identity, sql))
          await superuser.query(mutant)
          const after = JSON.stringify(await probeAs(role, person.identity, sql))
          await superuser.query('rollback to unchanged')
          if (after !== person.before[stage]) return person
        }
      return undefined
    }
  }
  await superuser.query('rollback')
  return idle
}

/** Their WITH CHECK repeats USING, and concerns nothing that a statement can change: the depth of triggers, the id of the ticket, and who acts. */
const CHECKED_BEFORE = ['requester_reopen', 'staff_number', 'whole_desk']

function mutantsOf({ table, name, using, check }: Policy): string[] {
  return [
    `drop policy ${name} on ${table}`,
    ...(using ? [`alter policy ${name} on ${table} using (true)`] : []),
    ...(check && !CHECKED_BEFORE.includes(name) ? [`alter policy ${name} on ${table} with check (true)`] : []),
  ]
}

async function probeAs(
  role: string,
  [viewerRole, viewerId, door = '', emergency = '']: Identity,
  statements: string[],
): Promise<string[]> {
  // identified_as() is folded into plans, and this connection changes identity: triggers must plan again.
  await superuser.query('discard plans')
  await superuser.query(`set local role ${role}`)
  await superuser.query(
    `select set_config('parley.viewer_role', $1, true), set_config('parley.viewer_id', $2, true), set_config('parley.door', $3, true),
      set_config('parley.emergency', $4, true), set_config('parley.opened', '', true), set_config('parley.passing', '', true)`,
    [viewerRole, viewerId, door, emergency],
  )
  const { rows } = await superuser.query<{ outcome: string }>('select probe(s) as outcome from unnest($1::text[]) s', [
    statements,
  ])
  await superuser.query('reset role')
  return rows.map(({ outcome }) => outcome)
}

const RESTRICTED = ['parley_restricted', 'parley_partly_restricted']
const STAFF_ROLES = ['parley_staff', ...RESTRICTED]
function identitiesOf(role: string): Identity[] {
  if (['parley_auth', 'parley_maintenance', 'parley_jobs'].includes(role))
    return [NOBODY, [role.slice('parley_'.length), '']]
  const people = Object.values(world.people).filter(
    (person) => /agent|admin/.test(person.role) === STAFF_ROLES.includes(role),
  )
  const sharers = Object.values(world.sharers).map(({ role, id }): Identity => [role, id])
  const atTheDoor: Identity = ['buyer', world.people['buyer revoked']!.id, world.tickets.buyer.uuid]
  const inEmergency: Identity = ['admin', world.people['admin stranger']!.id, '', world.tickets.buyer.uuid]
  // Those who can do most first: they notice most changes.
  return [
    ...people.map((person): Identity => [person.role, person.id]),
    ...(role === 'parley_requester' ? [atTheDoor, ...sharers] : [THE_DESK, FOR_THE_WHOLE_DESK]),
    ...(RESTRICTED.includes(role) ? [inEmergency] : []),
    NOBODY,
  ]
}

async function readTables(): Promise<typeof tables> {
  const names = await app.sql<{ name: string; columns: string[]; people: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum desc) as columns,
      coalesce(array_agg(a.attname::text) filter (where a.attname in ('user_id', 'author_id', 'actor_id', 'requester_id', 'ticket_id', 'owner_id', 'sharer_id', 'host_id')), '{}') as people
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by 1`)
  const found: typeof tables = {}
  for (const { name, columns, people } of names) {
    const rows = await app.sql<{ row: string }>(`select to_json(t)::text as row from ${name} t limit 100`)
    found[name] = { columns, people, rows: rows.map(({ row }) => row) }
  }
  return found
}

async function readPolicies(): Promise<Policy[]> {
  return app.sql<Policy & pg.QueryResultRow>(`
    select tablename as table, policyname as name, case when 'parley_staff' = any (roles) then 'parley_staff' else roles[1]::text end as role, qual is not null as using, with_check is not null as check
    from pg_policies where schemaname = 'public' order by 1, 2, 3`)
}

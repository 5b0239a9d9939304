import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type pg from 'pg'
import { connect } from '../../src/platform/database/connect.ts'
import { type TestApp, testApp } from '../testApp.ts'
import { FORBIDDEN_STATEMENTS } from './forbiddenStatements.ts'
import { agedFigures, figureCauses } from './figureCauses.ts'
import { ratingCauses } from './ratingCauses.ts'
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

let app: TestApp
let world: World
let superuser: pg.Client
let tables: Record<string, { columns: string[]; people: string[]; rows: string[] }>
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
    insert into ticket_stars (user_id, ticket_id) select u.id, t.id from users u, support_tickets t where t.subject like '%of a buyer'`)
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

// Rows that the desk removes by itself and may have removed already; a resolved ticket of an agent who has left; and a
// notification of an unassigned ticket.
const aged = () => `
  update support_tickets set status = 'resolved', assignee_id = (select id from users where email = 'former@parley.test') where id = '${world.spare.uuid}';
  insert into notifications (user_id, kind, ticket_id)
    values ('${world.people['agent stranger']!.id}', 'unassigned', '${world.tickets.buyer.uuid}') on conflict do nothing;
  insert into screen_share_asks (ticket_id, asker_id, person_id, asked_at) select ticket_id, asker_id, person_id, now() - interval '2 hours' from screen_share_asks;
  update desk_settings set rating_delay_hours = 0;
  insert into notification_channels values ('sms', 0), ('push', 0) on conflict do nothing;
  update notification_settings set phone_verified_at = now(), quiet_from = '00:00', quiet_until = '23:59:59';
  insert into notification_preferences (user_id, kind_group, channel, enabled) select id, g, 'sms', false from users, unnest('{requests,status}'::text[]) g
    on conflict (user_id, kind_group, channel) do update set enabled = false;
  insert into screen_share_signals (share_id, from_id, to_id, signal, at) select share_id, from_id, to_id, '{}', now() - interval '6 minutes' from screen_share_signals;
  ${agedFigures(world.spare.uuid)}`

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
  // Policies of one table and role share the outcomes before any change.
  const unchanged: Record<string, string[]> = {}
  for (const policy of policies) {
    const { table, name, role } = policy
    const before = (unchanged[`${table} ${role}`] ??= await outcomes(policy))
    const mutants = [
      [`drop policy ${name} on ${table}`, true],
      [`alter policy ${name} on ${table} using (true)`, policy.using],
      [`alter policy ${name} on ${table} with check (true)`, policy.check],
    ] as const
    for (const [mutant, applies] of mutants)
      if (applies && (await outcomes(policy, mutant, before)).every((one, i) => one === before[i])) idle.push(mutant)
  }
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

/**
 * What the policy's role can do with its table, for each person with that role, after an optional change of the policies. Stops
 * at the first person for whom it differs from `before`.
 */
async function outcomes({ table, role }: Policy, mutant?: string, before?: string[]): Promise<string[]> {
  await superuser.query('begin')
  await superuser.query(aged())
  if (mutant) await superuser.query(mutant)
  const found: string[] = []
  for (const identity of identitiesOf(role)) {
    found.push(JSON.stringify(await probeAs(role, identity, statementsFor(table))))
    if (before && found.at(-1) !== before[found.length - 1]) break
  }
  await superuser.query('rollback')
  return found
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

const STAFF_ROLES = ['parley_staff', 'parley_restricted']
function identitiesOf(role: string): Identity[] {
  if (['parley_auth', 'parley_maintenance', 'parley_jobs'].includes(role))
    return [NOBODY, [role.slice('parley_'.length), '']]
  const people = Object.values(world.people).filter(
    (person) => /agent|admin/.test(person.role) === STAFF_ROLES.includes(role),
  )
  const sharers = Object.values(world.sharers).map(({ role, id }): Identity => [role, id])
  const atTheDoor: Identity = ['buyer', world.people['buyer revoked']!.id, world.tickets.buyer.uuid]
  const inEmergency: Identity = ['admin', world.people['admin stranger']!.id, '', world.tickets.buyer.uuid]
  return [
    NOBODY,
    ...people.map((person): Identity => [person.role, person.id]),
    ...(role === 'parley_requester' ? [atTheDoor, ...sharers] : [THE_DESK]),
    ...(role === 'parley_restricted' ? [inEmergency] : []),
  ]
}

/** Reads, changes and deletes everything, gives every row to another person, and writes each row again. */
function statementsFor(table: string): string[] {
  const { columns, people, rows } = tables[table]!
  const somebody = world.people['buyer stranger']!.id
  return [
    `select 1 from ${table}`,
    `update ${table} set ${columns[0]} = null`,
    `update ${table} set ${columns[0]} = ${columns[0]}`,
    `delete from ${table}`,
    // Rows that only triggers may write are tested by their causes.
    ...(table === 'notifications' ? telling() : []),
    ...(DECIDING.includes(table) ? deciding() : []),
    ...(table === 'search_documents'
      ? [
          `insert into ticket_messages (id, ticket_id, author_id, sender_type, body)
            select gen_random_uuid(), id, viewer_id(), viewer_role()::sender_type, 'probe' from support_tickets limit 1`,
          `update ticket_messages set body = body || ' probe' where author_id = viewer_id()`,
        ]
      : []),
    ...ratingCauses(table, world.tickets.buyer.uuid, somebody),
    ...figureCauses(table, world.spare.uuid),
    // In the form that the log accepts: an event with its own seq is rejected before any policy is checked.
    ...(table === 'ticket_events'
      ? [
          // The reopened ticket is unassigned, which a trigger records.
          `update support_tickets set status = 'open' where id = '${world.spare.uuid}'`,
          ...rows.map(
            (row) =>
              `insert into ticket_events (ticket_id, kind, actor_id, audience, message_id, data)
             select ticket_id, kind, actor_id, audience, message_id, data from json_populate_record(null::ticket_events, '${row.replaceAll("'", "''")}')`,
          ),
        ]
      : []),
    // What an admin may write to somebody else.
    ...(table === 'mail_outbox'
      ? ['second_factor_reset', 'else'].map(
          (kind) => `insert into mail_outbox (id, kind, user_id, recipient, subject, body)
            select gen_random_uuid(), '${kind}', id, email, 's', 'b' from users where id = '${somebody}'`,
        )
      : []),
    // Only unsent uploads: a trigger prevents changing the owner of sent ones.
    ...(table === 'attachments' ? [`update attachments set owner_id = '${somebody}' where message_id is null`] : []),
    // The person asked to share their screen cannot pass the request on.
    ...(table === 'screen_share_asks' ? [`update screen_share_asks set person_id = '${somebody}'`] : []),
    ...(table === 'users' ? [`update users set role = 'buyer' where id = viewer_id()`] : []),
    ...people.map((column) => `update ${table} set ${column} = '${somebody}'`),
    ...rows.map(
      (row) =>
        `insert into ${table} select * from json_populate_record(null::${table}, '${row.replaceAll("'", "''")}')`,
    ),
  ]
}

const DECIDING = ['notification_deliveries', 'notification_preferences', 'notification_settings', 'push_subscriptions']

/** Causes of notifications, and the delivery decisions for each, which depend on the recipient's preferences. */
function deciding(): string[] {
  const { uuid } = world.tickets.buyer
  const causes = [
    `insert into chat_requests (requester_id, live) values (viewer_id(), true)`,
    `insert into ticket_events (ticket_id, kind, actor_id, data) values ('${uuid}', 'status_changed', viewer_id(), '{"to": "open"}')`,
  ]
  const reasons = ['off', 'no_subscription', 'quiet_hours']
  return causes.flatMap((cause) =>
    reasons.map((reason) => `${cause}; reset role; select 1 from notification_deliveries where reason = '${reason}'`),
  )
}

/** Causes of notifications: a message in the buyer's ticket and a count of it, a note, a bulk change, a request. */
function telling(): string[] {
  const { uuid } = world.tickets.buyer
  const event = (kind: string, more = 'null', data = '{}', audience = 'participants') =>
    `insert into ticket_events (ticket_id, kind, actor_id, message_id, data, audience) values ('${uuid}', '${kind}', viewer_id(), ${more}, '${data}', '${audience}')`
  const agent = world.people['agent stranger']!.id
  return [
    event('status_changed', 'null', '{"to": "open"}'),
    `with read as (update notifications set read_at = now() where user_id = viewer_id()) ${event('status_changed', 'null', '{"to": "closed"}')}`,
    event('assigned', 'null', `{"assigneeId": "${agent}"}`),
    // An event that only staff may be notified of, about a person who is not staff.
    event('assigned', 'null', `{"assigneeId": "${world.people['buyer stranger']!.id}"}`),
    `insert into chat_requests (requester_id, live) values (viewer_id(), true)`,
    // Notifications of an unassigned ticket are withdrawn by the person who ends it, which only a superuser can check.
    `update support_tickets set status = 'closed' where id = '${uuid}';
     ${event('status_changed', 'null', '{"from": "open", "to": "closed"}')};
     reset role; select 1 from notifications where kind = 'unassigned' and ticket_id = '${uuid}'`,
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

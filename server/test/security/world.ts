import { type Actor, gid, openTicket, reply, type TestApp } from '../testApp.ts'

/** How somebody stands to the ticket that a check is about. */
export type Relation = 'owner' | 'joined' | 'stranger' | 'revoked'

/** A desk with one buyer's and one seller's ticket, everyone's relation to them, and a note in between. */
export interface World {
  app: TestApp
  /** Keyed as in the rules: `buyer owner`, `agent stranger`. */
  people: Record<string, Actor>
  /** The ticket, as a buyer and as a seller have opened it. */
  tickets: Record<'buyer' | 'seller', TicketIds>
  /** Another ticket of the buyer's, to be spoilt. */
  spare: TicketIds
  /** The shop of the seller who owns a ticket. */
  shopId: string
  /** For each person the inbox as it was before anything happened. */
  inboxCursors: Record<string, string>
}

/** Global ids of a ticket and of what is in it. */
export interface TicketIds {
  id: string
  uuid: string
  number: string
  /** The cursor right after the first message, as requesters number it and as staff do. */
  cursor: string
  staffCursor: string
  messageId: string
  noteId: string
  staffMessageId: string
}

/** Builds one in a running app. */
export async function buildWorld(app: TestApp): Promise<World> {
  const people: Record<string, Actor> = {}
  for (const role of ['buyer', 'seller'] as const)
    for (const relation of ['owner', 'joined', 'stranger', 'revoked'] as const)
      people[`${role} ${relation}`] = await app.actor(role, `${role} ${relation}`)
  people['agent stranger'] = await app.actor('agent', 'agent')
  people['admin stranger'] = await app.actor('admin', 'admin')
  const [shop] = await app.sql<{ id: string }>(
    `insert into sellers (shop_name, owner_id) values ('Lamps and more', $1) returning id`,
    [people['seller owner']!.id],
  )
  const inboxCursors: Record<string, string> = {}
  for (const [key, person] of Object.entries(people))
    inboxCursors[key] = (await app.gql(person, '{ tickets(first: 1) { cursor } }')).data.tickets.cursor
  const buyer = await ticketOf(app, people, 'buyer')
  const seller = await ticketOf(app, people, 'seller')
  // Everyone has a ticket of their own as well, so that nobody's lists are empty for want of tickets.
  for (const [key, person] of Object.entries(people))
    if (/stranger|revoked|joined/.test(key)) await openTicket(app, person, `Own matter of ${key}`)
  // Told of long ago and just now, to everyone and to all staff.
  await app.sql(`insert into live_changes (topic, subject_id, user_id, at)
    select 'things', gen_random_uuid(), id, now() - age from (select id from users union all select null) u, (values (interval '2 hours'), ('0')) a (age)`)
  return {
    app,
    people,
    tickets: { buyer, seller },
    spare: await ticketOf(app, people, 'buyer'),
    shopId: gid('Seller', shop!.id),
    inboxCursors,
  }
}

async function ticketOf(app: TestApp, people: World['people'], role: 'buyer' | 'seller'): Promise<TicketIds> {
  const agent = people['agent stranger']!
  const opened = await openTicket(app, people[`${role} owner`]!, `A broken lamp of a ${role}`)
  const uuid = uuidIn(opened.id)
  const staffCursor = (await app.gql(agent, `{ ticket(number: "${opened.number}") { cursor } }`)).data.ticket.cursor
  for (const other of ['buyer', 'seller'])
    for (const [relation, left] of [
      ['joined', 'null'],
      ['revoked', 'now()'],
    ])
      await app.sql(`insert into ticket_participants (ticket_id, user_id, left_at) values ($1, $2, ${left})`, [
        uuid,
        people[`${other} ${relation}`]!.id,
      ])
  const note = await reply(app, agent, opened.id, 'SECRET NOTE', { audience: 'STAFF' })
  const answer = await reply(app, agent, opened.id, 'Which lamp is it?')
  for (const change of [
    'assign(input: { ticketId: $id, agentId: $agent })',
    'setStatus(input: { ticketId: $id, status: IN_PROGRESS })',
    'setPriority(input: { ticketId: $id, priority: HIGH })',
    'updateTags(input: { ticketId: $id, add: ["lamp"] })',
    'markRead(input: { ticketId: $id, seq: 100 })',
  ])
    await app.gql(
      agent,
      `mutation ($id: ID!${change.includes('$agent') ? ', $agent: ID!' : ''}) { ${change} { errors { code } } }`,
      { id: opened.id, agent: gid('User', agent.id) },
    )
  await app.sql(`insert into ticket_notes (ticket_id, body) values ($1, 'SECRET NOTES')`, [uuid])
  const [first] = await app.sql<{ id: string }>(
    'select message_id as id from ticket_events where ticket_id = $1 and seq = 1',
    [uuid],
  )
  return {
    ...opened,
    uuid,
    staffCursor,
    messageId: gid('Message', first!.id),
    noteId: note.message!.id,
    staffMessageId: answer.message!.id,
  }
}

/** The UUID in a global id. */
export function uuidIn(globalId: string): string {
  return Buffer.from(globalId, 'base64').toString().split(':')[1]!
}

/** A checksum of every table: the same as before when nothing was written (who was here when is not counted). */
export async function checksum(app: Pick<TestApp, 'sql'>): Promise<string> {
  const tables = await app.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const sums = tables.map(
    ({ name }) =>
      `select '${name}' as name, coalesce(sum(hashtextextended((to_jsonb(t) - 'last_seen_at')::text, 0)), 0)::text as sum from ${name} t`,
  )
  return JSON.stringify(await app.sql(sums.join(' union all ')))
}

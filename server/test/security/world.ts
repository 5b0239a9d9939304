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
  /** The shop of the seller who owns a ticket. */
  shopId: string
}

/** Global ids of a ticket and of what is in it. */
export interface TicketIds {
  id: string
  uuid: string
  number: string
  cursor: string
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
  const buyer = await ticketOf(app, people, 'buyer')
  const seller = await ticketOf(app, people, 'seller')
  return { app, people, tickets: { buyer, seller }, shopId: gid('Seller', shop!.id) }
}

async function ticketOf(app: TestApp, people: World['people'], role: 'buyer' | 'seller'): Promise<TicketIds> {
  const agent = people['agent stranger']!
  const opened = await openTicket(app, people[`${role} owner`]!, `A broken lamp of a ${role}`)
  const uuid = uuidIn(opened.id)
  for (const other of ['buyer', 'seller'])
    for (const [relation, left] of [
      ['joined', 'null'],
      ['revoked', 'now()'],
    ])
      await app.sql(`insert into ticket_participants (ticket_id, user_id, left_at) values ($1, $2, ${left})`, [
        uuid,
        people[`${other} ${relation}`]!.id,
      ])
  await app.sql('update support_tickets set assignee_id = $2 where id = $1', [uuid, agent.id])
  const note = await reply(app, agent, opened.id, 'SECRET NOTE', { audience: 'STAFF' })
  const answer = await reply(app, agent, opened.id, 'Which lamp is it?')
  await app.sql(`insert into ticket_notes (ticket_id, body) values ($1, 'SECRET NOTES')`, [uuid])
  const [first] = await app.sql<{ id: string }>(
    'select message_id as id from ticket_events where ticket_id = $1 and seq = 1',
    [uuid],
  )
  return {
    ...opened,
    uuid,
    messageId: gid('Message', first!.id),
    noteId: note.message!.id,
    staffMessageId: answer.message!.id,
  }
}

/** The UUID in a global id. */
export function uuidIn(globalId: string): string {
  return Buffer.from(globalId, 'base64').toString().split(':')[1]!
}

/** A checksum of every table: the same as before when nothing was written. */
export async function checksum(app: Pick<TestApp, 'sql'>): Promise<string> {
  const tables = await app.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const sums = tables.map(
    ({ name }) =>
      `select '${name}' as name, coalesce(sum(hashtextextended(t::text, 0)), 0)::text as sum from ${name} t`,
  )
  return JSON.stringify(await app.sql(sums.join(' union all ')))
}

import { ask, decide, openShop, participants } from '../asking.ts'
import { type Actor, gid, openTicket, reply, type TestApp, uuidIn } from '../testApp.ts'
import { fillTables, invitationOf } from './fillTables.ts'
import { letPeopleMeet, letPeopleRate, schedule } from './worldPlans.ts'

/** The relation of a person to the checked ticket. */
export type Relation = 'owner' | 'joined' | 'stranger' | 'revoked'

/** A desk with a buyer's and a seller's ticket, people in every relation to them, and a note. */
export interface World {
  app: TestApp
  /** Keyed as in the rules: `buyer owner`, `agent stranger`. */
  people: Record<string, Actor>
  /** The ticket as created by a buyer and by a seller. */
  tickets: Record<'buyer' | 'seller', TicketIds>
  /** Another ticket of the buyer that tests may change. */
  spare: TicketIds
  /** A ticket for tests of leaving. */
  leaving: TicketIds
  /** A buyer who is unrelated to all tickets. */
  guest: Actor
  /** A screen share in each ticket, by a participant who does nothing else. */
  shares: Record<'buyer' | 'seller', string>
  sharers: Record<'buyer' | 'seller', Actor>
  /** The shop of the seller who owns a ticket. */
  shopId: string
  /** A person to be changed, and invitations: a pending one, and one that tests may change. */
  spareUser: string
  /** A person to be erased. */
  erasable: Actor
  invitation: string
  spareInvitation: string
  /** A batch of each staff member that ended long ago. */
  batches: Record<string, string>
  /** Sessions of each ticket: one to be responded to and moved, one to be cancelled. Each staff member hosts one. */
  sessions: Record<'buyer' | 'seller', { id: string; spareId: string; hosted: Record<string, string> }>
  /** When the first ones start. */
  sessionAt: string
  /** Three messages that the owner of each ticket has scheduled. */
  scheduled: Record<'buyer' | 'seller', string[]>
  /** A pending background job. */
  backgroundJob: string
  /** The inbox cursor of each person before anything happened. */
  inboxCursors: Record<string, string>
}

/** Global ids of a ticket and its objects. */
export interface TicketIds {
  id: string
  uuid: string
  number: string
  /** The cursor after the first message, in the numbering of requesters and of staff. */
  cursor: string
  staffCursor: string
  messageId: string
  /** A file of the first message. */
  attachmentId: string
  noteId: string
  staffMessageId: string
  /** A request to join it: declined, except for the spare ticket's, which is pending. */
  requestId: string
}

/** Builds a world in a running app. */
export async function buildWorld(app: TestApp): Promise<World> {
  // Authors can delete their messages however long the tests take.
  await app.sql('update desk_settings set message_deletion_minutes = 43200')
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
  const spare = await ticketOf(app, people, 'buyer')
  // All staff take part in it, and may make it confidential.
  await app.sql('update support_tickets set staff_ids = staff_ids || $1::uuid where id = $2', [
    people['admin stranger']!.id,
    spare.uuid,
  ])
  const leaving = await ticketOf(app, people, 'buyer')
  const guest = await app.actor('buyer', 'guest')
  await letPeopleAsk(app, people, { buyer, seller, spare }, guest)
  const { shares, sharers } = await letPeopleShare(app, people, { buyer, seller })
  const { sessions, sessionAt } = await letPeopleMeet(app, people, { buyer, seller })
  await letPeopleRate(app, { buyer, seller })
  // Everyone has their own ticket as well, so that no list is empty for lack of tickets.
  for (const [key, person] of Object.entries(people))
    if (/stranger|revoked|joined/.test(key)) await openTicket(app, person, `Own matter of ${key}`)
  await fillTables(app, people, { buyer, seller })
  const batches = await app.sql<{ id: string; owner: string }>(`
    with job as (insert into batch_jobs (owner_id, changes, state, total, processed, failed, ended_at)
      select id, '{}', 'done', 1, 1, 1, now() - age from users, (values (interval '1 hour'), ('8 days')) a (age)
      where role in ('agent', 'admin') order by age desc returning id, owner_id),
    item as (insert into batch_items (job_id, owner_id, position, ticket_id, state, problem)
      select id, owner_id, 1, '${buyer.uuid}', 'failed', 'SECRET' from job)
    select id, owner_id as owner from job`)
  const [job] = await app.sql<{ id: string }>(
    `select id from graphile_worker.add_job('SECRET', run_at => now() + interval '1 day')`,
  )
  return {
    app,
    people,
    tickets: { buyer, seller },
    spare,
    leaving,
    guest,
    shares,
    sharers,
    sessions,
    sessionAt,
    shopId: gid('Seller', shop!.id),
    batches: Object.fromEntries(batches.map(({ id, owner }) => [owner, gid('BatchJob', id)])),
    scheduled: {
      buyer: await schedule(app, people, buyer.uuid, 'buyer'),
      seller: await schedule(app, people, seller.uuid, 'seller'),
    },
    backgroundJob: gid('BackgroundJob', job!.id),
    erasable: await app.actor('buyer', 'erasable'),
    spareUser: gid('User', (await app.actor('buyer', 'spare')).id),
    invitation: await invitationOf(app, people['admin stranger']!),
    spareInvitation: await invitationOf(app, people['admin stranger']!),
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
    'renameTicket(input: { ticketId: $id, subject: "A broken lamp, renamed" })',
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
  const [file] = await app.sql<{ id: string }>(
    `insert into attachments (owner_id, message_id, state, file_name, size) values ($1, $2, 'attached', 'lamp.txt', 3) returning id`,
    [people[`${role} owner`]!.id, first!.id],
  )
  await app.sql(
    `insert into attachments (owner_id, message_id, state, file_name) values ($1, $2, 'attached', 'SECRET.txt')`,
    [agent.id, note.message!.clientId],
  )
  // Videos whose posters their uploaders may still change.
  await app.sql(
    `insert into attachments (owner_id, message_id, state, file_name, content_type, preview)
     values ($1, $2, 'attached', 'lamp.webm', 'video/webm', 'ready'), ($3, $4, 'attached', 'SECRET.webm', 'video/webm', 'ready')`,
    [people[`${role} owner`]!.id, first!.id, agent.id, note.message!.clientId],
  )
  await app.sql('update ticket_messages set attachment_count = 1 where id in ($1, $2)', [
    first!.id,
    note.message!.clientId,
  ])
  return {
    ...opened,
    uuid,
    attachmentId: gid('Attachment', file!.id),
    staffCursor,
    messageId: gid('Message', first!.id),
    noteId: note.message!.id,
    staffMessageId: answer.message!.id,
    requestId: '',
  }
}

/** A screen share in each ticket with a request and signals to all staff, and one that has ended. */
async function letPeopleShare(app: TestApp, people: World['people'], tickets: Record<'buyer' | 'seller', TicketIds>) {
  const shares: Record<string, string> = {}
  const sharers: Record<string, Actor> = {}
  for (const [name, { uuid }] of Object.entries(tickets)) {
    const sharer = (sharers[name] = await app.actor('buyer', `sharer of ${name}`))
    await app.sql('insert into ticket_participants (ticket_id, user_id) values ($1, $2)', [uuid, sharer.id])
    // Active until tomorrow, since no browser renews it.
    const [share] = await app.sql<{ id: string }>(
      `insert into screen_shares (ticket_id, sharer_id, seen_at) values ($1, $2, now() + interval '1 day') returning id`,
      [uuid, sharer.id],
    )
    shares[name] = gid('ScreenShare', share!.id)
    await app.sql(`insert into ticket_events (ticket_id, kind, actor_id) values ($1, 'screen_share_started', $2)`, [
      uuid,
      sharer.id,
    ])
    await app.sql(`insert into ticket_events (ticket_id, kind) values ($1, 'screen_share_ended')`, [uuid])
    await app.sql(
      `insert into screen_share_signals (share_id, from_id, to_id, signal, at)
       select $1, a, b, '{}', now() - age from (select id from users where role in ('agent', 'admin')) s,
         lateral (values (s.id, $2::uuid), ($2::uuid, s.id)) v (a, b), (values (interval '0'), ('6 minutes')) w (age)`,
      [share!.id, sharer.id],
    )
    await app.sql(
      `insert into screen_share_asks (ticket_id, asker_id, person_id, asked_at)
      select $1, s.id, p, now() - age from users s, unnest(array[$2, $3]::uuid[]) p, (values (interval '0'), ('2 hours')) w (age)
      where s.role in ('agent', 'admin')`,
      [uuid, sharer.id, people[`${name} owner`]!.id],
    )
  }
  return { shares, sharers } as Pick<World, 'shares' | 'sharers'>
}

/** Requests to join each ticket and for live chats (one accepted), and former participants. */
async function letPeopleAsk(
  app: TestApp,
  people: World['people'],
  tickets: Record<'buyer' | 'seller' | 'spare', TicketIds>,
  guest: Actor,
): Promise<void> {
  const agent = people['agent stranger']!
  const requester = await app.actor('seller', 'requester')
  const shop = uuidIn(await openShop(app, requester))
  for (const { uuid } of [tickets.buyer, tickets.spare])
    await app.sql('update support_tickets set seller_id = $2 where id = $1', [uuid, shop])
  // This ticket is about another shop: it concerns them because they were a participant.
  await app.sql('insert into ticket_participants (ticket_id, user_id, left_at) values ($1, $2, now())', [
    tickets.seller.uuid,
    requester.id,
  ])
  for (const [name, ticket] of Object.entries(tickets)) {
    ticket.requestId = (await ask(app, requester, { ticketId: ticket.id, reason: 'SECRET REASON' })).request.id
    if (name !== 'spare') await decide(app, agent, ticket.requestId, false, { note: 'SECRET ANSWER' })
    const one = { ticketId: ticket.id, userId: gid('User', guest.id) }
    await participants(app, agent, 'addParticipant', one)
    await participants(app, agent, 'removeParticipant', one)
  }
  const live = await ask(app, people['buyer joined']!)
  await decide(app, agent, live.request.id, true)
  for (const person of Object.values(people)) await ask(app, person)
}

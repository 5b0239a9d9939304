import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { isObjectType } from 'graphql'
import { schema } from '../../src/schema.ts'
import { subscribe, wsClient } from '../subscribe.ts'
import { afterwards, atDelivery, change, FEED, INBOX, plain, PRESENCE, QUERIES } from './traces.ts'
import { type Actor, gid, reply, type TestApp, testApp } from '../testApp.ts'

/**
 * Two tickets have the same history, one with additional staff notes. Everything a requester can read of either, through every
 * field of the schema and both feeds, must be the same, except for times, ids and names.
 */

let app: TestApp
let agent: Actor
let colleague: Actor
beforeAll(async () => {
  app = await testApp()
  agent = await app.actor('agent', 'Sofia')
  colleague = await app.actor('admin', 'Ada')
})
afterAll(() => app.close())

test('a ticket with notes looks the same to its requester as one without, in every field and both feeds', async () => {
  const [silent, noted] = [await live(false), await live(true)]
  expect(noted.queries).toEqual(silent.queries)
  expect(noted.deliveries).toEqual(silent.deliveries)
  expect(noted.inbox).toEqual(silent.inbox)
  expect(noted.notified).toEqual(silent.notified)
  expect(silent.notified).toEqual(['REPLY', 'STATUS'])
  expect(noted.presence).toEqual(silent.presence)
  expect(JSON.stringify(noted.raw)).not.toContain('NOTE')
})

test('the same for a participant who has joined', async () => {
  const [silent, noted] = [await live(false, true), await live(true, true)]
  expect(noted.queries).toEqual(silent.queries)
  expect(noted.deliveries).toEqual(silent.deliveries)
  expect(noted.presence).toEqual(silent.presence)
})

test('control: the comparison finds a difference for staff', async () => {
  const [silent, noted] = [await live(false, false, agent), await live(true, false, agent)]
  expect(noted.queries).not.toEqual(silent.queries)
  expect(noted.deliveries).not.toEqual(silent.deliveries)
  expect(noted.presence).not.toEqual(silent.presence)
})

/** A ticket's history, and everything that `reader` (by default its requester) sees of it. */
async function live(withNotes: boolean, joined = false, reader?: Actor) {
  const requester = await app.actor('buyer', 'Mira')
  const clientId = randomUUID()
  const created = await app.gql(
    requester,
    'mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id cursor } } }',
    { input: { subject: 'A broken lamp', body: 'It does not light up.', clientId } },
  )
  const { id } = created.data.createTicket.ticket
  const who = reader ?? (joined ? await app.actor('seller', 'Otto') : requester)
  if (joined)
    await app.sql(
      `insert into ticket_participants (ticket_id, user_id) select id, $1 from support_tickets where requester_id = $2`,
      [who.id, requester.id],
    )
  const { data } = await app.gql(who, `query ($id: ID!) { ticket(id: $id) { cursor } tickets { cursor } }`, { id })
  const client = wsClient(app, who)
  const ticketFeed = subscribe(client, FEED, { id, after: data.ticket.cursor })
  const inboxFeed = subscribe(client, INBOX, { after: data.tickets.cursor })
  const notified = subscribe(
    client,
    'subscription { notificationAdded { kind text count actor { name } ticket { id } } }',
  )
  const presence = subscribe(client, PRESENCE, { id })
  const staffClient = wsClient(app, colleague)
  if (withNotes) await subscribe(staffClient, PRESENCE, { id }).next()
  const raw: unknown[] = []
  const look = async () => {
    const queries = await Promise.all(QUERIES.map((query) => app.gql(who, query, query.includes('$id') ? { id } : {})))
    raw.push(queries)
    expect(queries.flatMap(({ errors }) => errors ?? [])).toEqual([])
    return queries.map((query) => plain(query.data ?? query.errors))
  }
  const note = async (body: string) => {
    if (!withNotes) return
    for (const typing of [true, false])
      await change(app, agent, 'setTyping', 'TypingInput', { ticketId: id, typing, audience: 'STAFF' })
    const sent = await reply(app, agent, id, `NOTE ${body} @Ada`, { audience: 'STAFF' })
    await change(app, colleague, 'editMessage', 'EditMessageInput', {
      messageId: sent.message!.id,
      body: `NOTE ${body}, edited`,
    })
    await change(app, colleague, 'markRead', 'MarkReadInput', { ticketId: id, seq: 1_000 })
    await reply(app, colleague, id, `NOTE by ${body}`, { audience: 'STAFF' })
    await change(app, colleague, 'deleteMessage', 'DeleteMessageInput', { messageId: sent.message!.id })
    // Scheduled messages of staff are invisible as well, until they are sent.
    const clientId = randomUUID()
    const sendAt = new Date(Date.now() + 24 * 3_600_000).toISOString()
    const scheduled = { ticketId: id, clientId, body: `NOTE ${body}`, sendAt }
    await change(app, agent, 'scheduleMessage', 'ScheduleMessageInput', scheduled)
    await change(app, agent, 'scheduleMessage', 'ScheduleMessageInput', { ...scheduled, clientId: randomUUID() })
    const given = { id: gid('ScheduledMessage', clientId) }
    await change(app, agent, 'updateScheduledMessage', 'UpdateScheduledMessageInput', {
      ...given,
      body: 'NOTE, edited',
    })
    await change(app, agent, 'cancelScheduledMessage', 'ScheduledMessageIdInput', given)
    await change(app, agent, 'setNotes', 'SetNotesInput', { ticketId: id, notes: `NOTE ${body}` })
  }
  // Read markers are visible to everyone: both tickets have the same ones.
  await change(app, colleague, 'markRead', 'MarkReadInput', { ticketId: id, seq: 1_000 })
  const seen = []
  await note('one')
  seen.push(await look())
  await reply(app, agent, id, 'Which lamp is it?')
  await change(app, colleague, 'markRead', 'MarkReadInput', { ticketId: id, seq: 1_000 })
  await note('two')
  seen.push(await look())
  await reply(app, requester, id, 'The green one.')
  await change(app, agent, 'setPriority', 'SetPriorityInput', { ticketId: id, priority: 'HIGH' })
  await change(app, colleague, 'markRead', 'MarkReadInput', { ticketId: id, seq: 1_000 })
  await note('three')
  await change(app, agent, 'setStatus', 'SetStatusInput', { ticketId: id, status: 'RESOLVED' })
  await note('four')
  await change(app, colleague, 'markRead', 'MarkReadInput', { ticketId: id, seq: 1_000 })
  seen.push(await look())
  await reply(app, agent, id, 'THE END')

  const ends = (delivery: unknown) => JSON.stringify(delivery).includes('THE END')
  const deliveries = await ticketFeed.until(ends)
  await change(app, colleague, 'setTyping', 'TypingInput', { ticketId: id, typing: true })
  const here = await presence.until(
    ({ data }) => data.presence.user.id === gid('User', colleague.id) && data.presence.typing,
  )
  const inbox = await inboxFeed.until(ends)
  raw.push(notified.pending(), deliveries, inbox)
  await Promise.all([client.dispose(), staffClient.dispose()])
  // The inbox delivers states: their number depends on timing, the last one does not.
  return {
    raw,
    queries: seen,
    deliveries: deliveries.map((delivery) => afterwards(delivery.data)),
    inbox: atDelivery(inbox.at(-1).data),
    notified: [...new Set(notified.pending().map(({ data }) => String(data.notificationAdded.kind)))].toSorted(),
    presence: here.map(({ data }) => data.presence).filter(({ user }) => /AGENT|ADMIN/.test(user.role)),
  }
}

test('the generated queries reach every field of the types that belong to a ticket', () => {
  for (const name of [
    'Ticket',
    'Message',
    'MessageEntry',
    'StatusEntry',
    'User',
    'TimelineEdge',
    'TicketEdge',
    'TicketCounts',
    'TagCount',
  ]) {
    const type = schema.getType(name)
    if (!isObjectType(type)) throw new Error(name)
    for (const field of Object.keys(type.getFields()))
      expect([...QUERIES, FEED, INBOX].join(' ')).toMatch(new RegExp(`\\b${field}\\b`))
  }
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  isAbstractType,
  isLeafType,
  isListType,
  isObjectType,
  type GraphQLOutputType,
} from 'graphql'
import { schema } from '../../src/schema.ts'
import { subscribe, wsClient } from '../subscribe.ts'
import { type Actor, gid, reply, type TestApp, testApp } from '../testApp.ts'

/**
 * Two tickets have the same history, one with additional staff notes. Everything a requester can read of either, through every
 * field of the schema and both feeds, must be the same, except for times, ids and names.
 */

/** The depth of the generated query; the limit of the API is higher. */
const DEPTH = 5

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
      await change(agent, 'setTyping', 'TypingInput', { ticketId: id, typing, audience: 'STAFF' })
    const sent = await reply(app, agent, id, `NOTE ${body} @Ada`, { audience: 'STAFF' })
    await change(colleague, 'editMessage', 'EditMessageInput', {
      messageId: sent.message!.id,
      body: `NOTE ${body}, edited`,
    })
    await change(colleague, 'markRead', 'MarkReadInput', { ticketId: id, seq: 1_000 })
    await reply(app, colleague, id, `NOTE by ${body}`, { audience: 'STAFF' })
    await change(colleague, 'deleteMessage', 'DeleteMessageInput', { messageId: sent.message!.id })
    // Scheduled messages of staff are invisible as well, until they are sent.
    const clientId = randomUUID()
    const sendAt = new Date(Date.now() + 24 * 3_600_000).toISOString()
    const scheduled = { ticketId: id, clientId, body: `NOTE ${body}`, sendAt }
    await change(agent, 'scheduleMessage', 'ScheduleMessageInput', scheduled)
    await change(agent, 'scheduleMessage', 'ScheduleMessageInput', { ...scheduled, clientId: randomUUID() })
    const given = { id: gid('ScheduledMessage', clientId) }
    await change(agent, 'updateScheduledMessage', 'UpdateScheduledMessageInput', { ...given, body: 'NOTE, edited' })
    await change(agent, 'cancelScheduledMessage', 'ScheduledMessageIdInput', given)
    await change(agent, 'setNotes', 'SetNotesInput', { ticketId: id, notes: `NOTE ${body}` })
  }
  // Read markers are visible to everyone: both tickets have the same ones.
  await change(colleague, 'markRead', 'MarkReadInput', { ticketId: id, seq: 1_000 })
  const seen = []
  await note('one')
  seen.push(await look())
  await reply(app, agent, id, 'Which lamp is it?')
  await change(colleague, 'markRead', 'MarkReadInput', { ticketId: id, seq: 1_000 })
  await note('two')
  seen.push(await look())
  await reply(app, requester, id, 'The green one.')
  await change(agent, 'setPriority', 'SetPriorityInput', { ticketId: id, priority: 'HIGH' })
  await change(colleague, 'markRead', 'MarkReadInput', { ticketId: id, seq: 1_000 })
  await note('three')
  await change(agent, 'setStatus', 'SetStatusInput', { ticketId: id, status: 'RESOLVED' })
  await note('four')
  await change(colleague, 'markRead', 'MarkReadInput', { ticketId: id, seq: 1_000 })
  seen.push(await look())
  await reply(app, agent, id, 'THE END')

  const ends = (delivery: unknown) => JSON.stringify(delivery).includes('THE END')
  const deliveries = await ticketFeed.until(ends)
  await change(colleague, 'setTyping', 'TypingInput', { ticketId: id, typing: true })
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

async function change(who: Actor, field: string, type: string, input: object): Promise<void> {
  await app.gql(who, `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code } } }`, { input })
}

/** The entry of a delivery; the ticket in it is always in its current state. */
const afterwards = (delivery: any) =>
  atDelivery({ entry: delivery.ticketEvents.entry, changed: delivery.ticketEvents.changedMessage })

/** Read markers and message states depend on the time of a delivery; the final queries compare them. */
function atDelivery(value: unknown): unknown {
  return plain(
    JSON.parse(
      JSON.stringify(value, (key, inner: unknown) => (key === 'readBy' || key === 'ticket' ? undefined : inner)),
    ),
  )
}

/** Without times, and with every id and name that differs between the two lives replaced by its kind. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => {
      // Online status changes independently of the ticket.
      if (key === 'isOnline' || key === 'lastSeenAt') return 'now and then'
      if (typeof inner !== 'string') return inner
      if (key === 'text') return inner.replace(/TC-\d+/g, 'TC')
      if (/At$|^at$|Since$/.test(key)) return 'a time'
      if (/^(id|clientId|messageId|number|email|node)$/.test(key) || key === 'startCursor' || key === 'endCursor')
        return 'an id'
      if (key === 'cursor') return cursorShape(inner)
      return inner
    }),
  )
}

/** A page cursor without its time and id; a sealed one only reveals its length. */
function cursorShape(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString()
  return text.startsWith('["') ? text.replace(/"[^"]{20,}"/g, 'a time or an id') : `sealed, ${cursor.length}`
}

/** All fields of a type to this depth, with default arguments. */
function everything(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type)
  if (isLeafType(named)) return ''
  const objects = isAbstractType(named) ? [...schema.getPossibleTypes(named)] : [named as GraphQLObjectType]
  const parts = objects.map((object) => {
    const fields = fieldsOf(object, depth)
    return isAbstractType(named) && fields ? `... on ${object.name} { ${fields} }` : fields
  })
  return `{ __typename ${parts.join(' ')} }`
}

function fieldsOf(object: GraphQLObjectType, depth: number): string {
  const isEntry = object.getInterfaces().some(({ name }) => name === 'TimelineEntry')
  return (
    Object.values(object.getFields())
      .filter(
        ({ args, type }) =>
          args.every((arg) => !String(arg.type).endsWith('!')) && (isLeafType(getNamedType(type)) || depth > 0),
      )
      // Members of an interface have fields with one name and different types (`from`): one alias for each type.
      .map(
        (field) =>
          `${isEntry && ['from', 'to', 'change'].includes(field.name) ? `${object.name}_${field.name}: ` : ''}${field.name} ${everything(field.type, depth - 1)}`,
      )
      .join(' ')
  )
}

const TICKET = schema.getType('Ticket') as GraphQLObjectType
const rootFields = schema.getQueryType()!.getFields()

/** A field of Query with all its fields: long lists have few items and less depth, since their entries contain tickets; lists without pages even less. */
const ofQuery = ({ name, args, type }: GraphQLField<unknown, unknown>): string => {
  const few = args.some((arg) => arg.name === 'first') ? '(first: 3)' : ''
  const isLong = few !== '' || isListType(getNullableType(type))
  return `query { ${name}${few} ${everything(type, few !== '' ? 3 : isLong ? 2 : DEPTH)} }`
}

/** Rejected for all other people: there is nothing to compare. */
const STAFF_ALONE = ['invitations', 'peopleCounts', 'meetingProviders']

const ENTRIES = schema.getPossibleTypes(schema.getType('TimelineEntry') as GraphQLInterfaceType)

/** One query for each field of a ticket and each type of entry (together they would be too complex), and one for each of Query. */
const QUERIES = [
  ...Object.values(TICKET.getFields()).map(
    (field) =>
      // A page of the default length would be too complex.
      `query ($id: ID!) { ticket(id: $id) { ${field.name}${field.name === 'timeline' ? '(last: 8)' : ''} ${everything(field.type, 2)} } }`,
  ),
  ...ENTRIES.map(
    (entry) =>
      `query ($id: ID!) { ticket(id: $id) { timeline(last: 8) { edges { node { __typename ... on ${entry.name} { ${fieldsOf(entry, 2)} } } } } } }`,
  ),
  ...Object.values(rootFields)
    .filter(({ name, args }) => name !== 'desk' && !args.some((arg) => String(arg.type).endsWith('!')))
    .filter(({ name }) => !['ticket', ...STAFF_ALONE].includes(name))
    .map(ofQuery),
  `query ($id: ID!) { scheduledMessages(ticketId: $id) { id body } }`,
  `query ($id: ID!) { node(id: $id) { id ... on Ticket { lastSeq version } } }`,
]

const PRESENCE = 'subscription ($id: ID!) { presence(ticketId: $id) { user { id role } online typing viewing } }'
const FEED = `subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) ${everything(schema.getSubscriptionType()!.getFields()['ticketEvents']!.type, 2)} }`
const INBOX = `subscription ($after: Cursor) { inboxEvents(after: $after) ${everything(schema.getSubscriptionType()!.getFields()['inboxEvents']!.type, 2)} }`

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

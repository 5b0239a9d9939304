import { afterAll, beforeAll, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { getNamedType, type GraphQLObjectType, isLeafType } from 'graphql'
import { PER_VIEWER } from '../../src/live/perViewer.ts'
import { schema } from '../../src/schema.ts'
import { eventually } from '../eventually.ts'
import { subscribe, wsClient } from '../subscribe.ts'
import { type Actor, gid, openTicket, type TestApp, testApp, uuidIn } from '../testApp.ts'
import { MUTATIONS, stretches, take } from './sequences.ts'

const RUNS = 15
// Everything that is the same for all viewers of an audience. Stars and read markers are personal: the mutation returns them. A
// cursor is encrypted again each time.
const FIELDS = Object.values((schema.getType('Ticket') as GraphQLObjectType).getFields()).filter(
  ({ name, type, args, extensions }) =>
    isLeafType(getNamedType(type)) && args.length === 0 && !extensions[PER_VIEWER] && name !== 'cursor',
)
const TICKET = `${FIELDS.map(({ name }) => name).join(' ')}
  requester { id } assignee { id } participants { id } lastMessage { id }`
const ENTRY = `id seq at actor { id } __typename ... on MessageEntry { message { id body audience editedAt deletedAt } }
  ... on StatusEntry { status: to } ... on PriorityEntry { priority: to } ... on TagsEntry { added removed }
  ... on AssignmentEntry { assignee { id } team claimed }
  ... on ChatRequestEntry { change fromStart request { id } } ... on ParticipantEntry { joined person { id } }
  ... on SessionEntry { sessionChange: change response session { id startsAt cancelledAt responses { response } } }`
const SNAPSHOT = `query ($id: ID!) {
  ticket(id: $id) { cursor ${TICKET} timeline(last: 100) { edges { node { ${ENTRY} } } } }
  tickets(filter: { status: [OPEN] }, first: 100) { cursor edges { node { id ${TICKET} } } } }`
const FOLLOW = `subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) { ... on TicketEvent {
  entry { ${ENTRY} } changedMessage { id body audience editedAt deletedAt } ticket { ${TICKET} } } } }`
const FOLLOW_INBOX = `subscription ($after: Cursor) { inboxEvents(filter: { status: [OPEN] }, after: $after) {
  ... on InboxUpdate { removedIds tickets { id ${TICKET} } } } }`

let app: TestApp
let actors: { buyer: Actor; agent: Actor; admin: Actor }
beforeAll(async () => {
  app = await testApp()
  actors = { buyer: await app.actor('buyer'), agent: await app.actor('agent'), admin: await app.actor('admin') }
})
afterAll(() => app.close())

interface State {
  ticket: Record<string, any>
  timeline: any[]
  inbox: Record<string, any>
}

async function load(actor: Actor, id: string): Promise<{ state: State; cursor: string; inboxCursor: string }> {
  const { data } = await app.gql(actor, SNAPSHOT, { id })
  const { cursor, timeline, ...ticket } = data.ticket
  const inbox = Object.fromEntries(data.tickets.edges.map(({ node }: any) => [node.id, node]))
  const state = { ticket, timeline: timeline.edges.map(({ node }: any) => node), inbox }
  return { state, cursor, inboxCursor: data.tickets.cursor }
}

/** Applies deliveries as a client does: replaces the ticket, adds an entry, changes a message. */
function withEvents({ ticket, timeline, inbox }: State, events: any[], changes: any[]): State {
  for (const { data } of events) {
    const { entry, changedMessage: changed, ticket: now } = data.ticketEvents
    ticket = now
    if (entry) timeline = [...timeline, entry]
    const session = entry?.session
    if (session) timeline = timeline.map((e) => (e.session?.id === session.id ? { ...e, session } : e))
    if (changed) timeline = timeline.map((e) => (e.message?.id === changed.id ? { ...e, message: changed } : e))
  }
  for (const { data } of changes) {
    const { tickets, removedIds } = data.inboxEvents
    inbox = Object.fromEntries(Object.entries(inbox).filter(([id]) => !removedIds.includes(id)))
    for (const one of tickets) inbox = { ...inbox, [one.id]: one }
  }
  return { ticket, timeline, inbox }
}

test('the sequences know every mutation of the schema', () => {
  expect(MUTATIONS.toSorted()).toEqual(Object.keys(schema.getMutationType()!.getFields()).toSorted())
})

test('an old snapshot plus its events equals a new snapshot, for staff and requesters, after random mutations', async () => {
  await fc.assert(
    fc.asyncProperty(stretches, async ({ before, after }) => {
      const { id } = await openTicket(app, actors.buyer)
      const helperId = gid('User', (await app.actor('agent')).id)
      const staffIds = [gid('User', actors.agent.id), gid('User', actors.admin.id), helperId]
      const requester = await app.actor('seller')
      // Former participants are concerned, and may request to join.
      await app.sql('insert into ticket_participants (ticket_id, user_id, left_at) values ($1, $2, now())', [
        uuidIn(id),
        requester.id,
      ])
      const scene = {
        ticketId: id,
        messages: { buyer: [], agent: [], admin: [] },
        staffIds,
        helperId,
        requester,
        requests: [],
        made: {},
      }
      for (const step of before) await take(app, actors, scene, step)
      const old = { buyer: await load(actors.buyer, id), agent: await load(actors.agent, id) }
      for (const step of after) await take(app, actors, scene, step)
      for (const who of ['buyer', 'agent'] as const) {
        const client = wsClient(app, actors[who])
        const events = subscribe(client, FOLLOW, { id, after: old[who].cursor })
        const changes = subscribe(client, FOLLOW_INBOX, { after: old[who].inboxCursor })
        // Changes of background jobs after a snapshot are only in the feed, so each comparison reads a new one.
        const compare = async () => {
          const { state: fresh } = await load(actors[who], id)
          return {
            fresh,
            replayed: withEvents(old[who].state, events.pending(), changes.pending()),
            count: events.pending().length,
          }
        }
        const { fresh, replayed, count } = await eventually(
          'the replay is complete',
          compare,
          (state) => normalised(state.replayed) === normalised(state.fresh),
        ).catch(compare)
        expect(replayed).toEqual(fresh)
        // Exactly the missed events: as many as the log has grown by.
        expect(count).toBe(fresh.ticket['lastSeq'] - old[who].state.ticket['lastSeq'])
        await client.dispose()
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
})

/** A state in normal form, independent of the order of tickets in the inbox. */
function normalised({ inbox, ...rest }: State): string {
  return JSON.stringify({
    ...rest,
    inbox: Object.keys(inbox)
      .toSorted()
      .map((id) => inbox[id]),
  })
}

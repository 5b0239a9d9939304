import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { type CursorSeal, cursorSeal } from '../../src/live/cursor.ts'
import { deriveKey, readDeskSecret } from '../../src/viewer/deskSecret.ts'
import { subscribe, wsClient } from '../subscribe.ts'
import { type Actor, openTicket, type TestApp, testApp } from '../testApp.ts'
import { cursorOf } from './cutConversation.ts'

const FOLLOW = `subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) {
  __typename ... on TicketEvent { cursor } ... on FeedReset { reason } } }`
const FOLLOW_INBOX = `subscription ($after: Cursor) { inboxEvents(after: $after) {
  __typename ... on InboxUpdate { cursor } ... on FeedReset { reason } } }`

let app: TestApp
let buyer: Actor, agent: Actor
let ticket: { id: string; cursor: string }
let uuid: string
let generation: string
let seal: CursorSeal, oldSeal: CursorSeal, foreignSeal: CursorSeal
beforeAll(async () => {
  app = await testApp()
  ;[buyer, agent] = await Promise.all([app.actor('buyer'), app.actor('agent')])
  ticket = await openTicket(app, buyer)
  uuid = Buffer.from(ticket.id, 'base64').toString().split(':')[1]!
  const auth = new pg.Pool({ connectionString: app.database.roleUrls.auth, options: '-c parley.viewer_role=auth' })
  const { epoch, secret } = await readDeskSecret(auth)
  await auth.end()
  generation = (
    await app.sql<{ generation: string }>(
      `select extract(epoch from pg_postmaster_start_time())::numeric || '-' || oid as generation from pg_database where datname = current_database()`,
    )
  )[0]!.generation
  const key = deriveKey(secret, 'cursors')
  seal = cursorSeal(key, epoch)
  oldSeal = cursorSeal(key, randomUUID())
  foreignSeal = cursorSeal(Buffer.alloc(32, 7), epoch)
})
afterAll(() => app.close())

/** The result for a cursor: the reason of the reset, after which the feed must be complete. */
async function reasonFor(actor: Actor, query: string, after: string): Promise<string> {
  const client = wsClient(app, actor)
  const feed = subscribe(client, query, { id: ticket.id, after })
  const { data } = await feed.next()
  const delivery = data.ticketEvents ?? data.inboxEvents
  await expect(feed.next()).rejects.toThrow('The feed has ended.')
  await client.dispose()
  expect(app.app.stats()).toEqual({ members: 0, groups: 0 })
  return delivery.reason
}

const ticketFeed = (side: string) => `ticket:${uuid}:${side}`
const cases: [string, string, () => Promise<string> | string, 'buyer' | 'agent', string][] = [
  ['that is no cursor', 'MALFORMED_CURSOR', () => 'not a cursor', 'buyer', FOLLOW],
  ['that is empty', 'MALFORMED_CURSOR', () => '', 'buyer', FOLLOW],
  ['with one letter changed', 'MALFORMED_CURSOR', () => flip(ticket.cursor), 'buyer', FOLLOW],
  ['of 100 kB', 'MALFORMED_CURSOR', () => 'A'.repeat(50_000), 'buyer', FOLLOW],
  [
    'of another desk',
    'MALFORMED_CURSOR',
    () => foreignSeal.seal(ticketFeed('requester'), '1.00000000'),
    'buyer',
    FOLLOW,
  ],
  ['whose position is none', 'MALFORMED_CURSOR', () => seal.seal(ticketFeed('requester'), 'x'), 'buyer', FOLLOW],
  ['of another ticket', 'FOREIGN_CURSOR', async () => (await openTicket(app, buyer)).cursor, 'buyer', FOLLOW],
  ["of the staff's numbering", 'FOREIGN_CURSOR', () => cursorOf(app, agent, ticket.id), 'buyer', FOLLOW],
  ["of the requester's numbering", 'FOREIGN_CURSOR', () => ticket.cursor, 'agent', FOLLOW],
  ['of an inbox', 'FOREIGN_CURSOR', () => seal.seal('inbox:staff', '5.0'), 'agent', FOLLOW],
  [
    'from before a restored backup',
    'OTHER_EPOCH',
    () => oldSeal.seal(ticketFeed('requester'), '1.00000000'),
    'buyer',
    FOLLOW,
  ],
  ['from the future', 'FUTURE_CURSOR', () => seal.seal(ticketFeed('requester'), '999.00000000'), 'buyer', FOLLOW],
  [
    'of an event that another one replaced',
    'OTHER_HISTORY',
    () => seal.seal(ticketFeed('requester'), '1.00000000'),
    'buyer',
    FOLLOW,
  ],
  [
    'from before a restart of PostgreSQL, of an inbox,',
    'OTHER_HISTORY',
    () => seal.seal('inbox:staff', '1700000000.000001-1/5.0'),
    'agent',
    FOLLOW_INBOX,
  ],
  ['that is no cursor, of an inbox,', 'MALFORMED_CURSOR', () => 'not a cursor', 'agent', FOLLOW_INBOX],
  [
    'whose place is none, of an inbox,',
    'MALFORMED_CURSOR',
    () => seal.seal('inbox:staff', `${generation}/5`),
    'agent',
    FOLLOW_INBOX,
  ],
  ["of somebody else's inbox", 'FOREIGN_CURSOR', () => seal.seal(`inbox:${agent.id}`, '5.0'), 'buyer', FOLLOW_INBOX],
  [
    'from before a restored backup, of an inbox,',
    'OTHER_EPOCH',
    () => oldSeal.seal('inbox:staff', '5.0'),
    'agent',
    FOLLOW_INBOX,
  ],
  [
    'from the future, of an inbox,',
    'FUTURE_CURSOR',
    () => seal.seal('inbox:staff', `${generation}/9000000000.0`),
    'agent',
    FOLLOW_INBOX,
  ],
  [
    'beyond every number, of an inbox,',
    'FUTURE_CURSOR',
    () => seal.seal('inbox:staff', `${generation}/99999999999999999999.0`),
    'agent',
    FOLLOW_INBOX,
  ],
]

test.each(cases)('a cursor %s is answered with %s, and the feed ends', async (_what, reason, cursor, who, query) => {
  expect(await reasonFor(who === 'buyer' ? buyer : agent, query, await cursor())).toBe(reason)
})

test('cursors of version 0.1, which have no keys, are continued', async () => {
  for (const [actor, query, cursor] of [
    [buyer, FOLLOW, seal.seal(ticketFeed('requester'), '0')],
    [agent, FOLLOW_INBOX, seal.seal('inbox:staff', '5.0')],
  ] as const) {
    const client = wsClient(app, actor)
    const { data } = await subscribe(client, query, { id: ticket.id, after: cursor }).next()
    expect((data.ticketEvents ?? data.inboxEvents).__typename).toMatch(/^(TicketEvent|InboxUpdate)$/)
    await client.dispose()
  }
})

test('an inbox that missed more than 10,000 events must reload', async () => {
  const { data } = await app.gql(agent, '{ tickets { cursor } }')
  // Bypasses the triggers: only the number of events matters here.
  await app.sql(`begin; set local session_replication_role = replica;
    insert into ticket_events (ticket_id, seq, kind, data) select '${uuid}', n, 'notes_changed', '{}' from generate_series(100, 10100) n; commit`)
  expect(await reasonFor(agent, FOLLOW_INBOX, data.tickets.cursor)).toBe('EXPIRED_CURSOR')
})

function flip(text: string): string {
  return text.slice(0, 20) + (text[20] === 'A' ? 'B' : 'A') + text.slice(21)
}

import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from '@jest/globals'
import { eventually } from '../eventually.ts'
import { follow, type Follower } from '../follower.ts'
import { subscribe, wsClient } from '../subscribe.ts'
import { type Actor, openTicket, type TestApp, testApp } from '../testApp.ts'
import { type RestorableDesk, restorableDesk } from './restorableDesk.ts'

const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { errors { code } } }'
const FOLLOW_INBOX = `subscription ($after: Cursor) { inboxEvents(after: $after) {
  __typename ... on InboxUpdate { tickets { number } } ... on FeedReset { reason } } }`

let desk: RestorableDesk
let app: TestApp
let buyer: Actor, agent: Actor
let ticket: { id: string; cursor: string }
const followers: Follower[] = []
afterEach(async () => {
  await Promise.all(followers.splice(0).map((one) => one.stop()))
  await app.close()
  await desk.database.drop()
})

/** A desk with a ticket, an image of its disk, and a reader who has seen three messages that the image does not have. */
async function deskWithImage(prepare = ''): Promise<{ cursor: string; inbox: string; reader: Follower }> {
  desk = await restorableDesk()
  // Without jobs: when PostgreSQL is away at a full minute, the schedule of the queue's library rejects a promise that nobody can catch.
  app = await testApp({ database: desk.database, jobs: false })
  if (prepare) await app.sql(prepare)
  ;[buyer, agent] = await Promise.all([app.actor('buyer'), app.actor('agent')])
  ticket = await openTicket(app, buyer)
  const reader = follow(app.url, buyer, ticket)
  followers.push(reader)
  await desk.keepImage()
  for (const n of [1, 2, 3]) await say(`lost ${n}`)
  await reader.count(3)
  const { data } = await answered('{ tickets { cursor } }')
  return { cursor: reader.cursor!, inbox: data.tickets.cursor, reader }
}

/** Sends an operation of the agent until the database is back. */
const answered = (query: string, variables?: object) =>
  eventually(
    'the desk answers',
    () => app.gql(agent, query, variables as never),
    ({ errors }) => !errors,
  )

const say = (body: string) =>
  answered(REPLY, { input: { ticketId: ticket.id, clientId: randomUUID(), body, audience: 'PARTICIPANTS' } })

const bodies = (follower: Follower) => follower.log.map(({ body }) => body)

async function resumeAfterReset(cursor: string): Promise<Follower> {
  await desk.resetDisk()
  for (const n of [1, 2, 3, 4]) await say(`new ${n}`)
  const late = follow(app.url, buyer, { id: ticket.id, cursor })
  followers.push(late)
  await eventually(
    'the reader has an answer',
    () => late,
    ({ resets, log }) => resets.length + log.length > 0,
  )
  return late
}

test('a reader resumes after PostgreSQL was restarted, and is reset after its disk was', async () => {
  const { cursor, inbox, reader } = await deskWithImage()
  expect([bodies(reader), reader.resets]).toEqual([['lost 1', 'lost 2', 'lost 3'], []])
  const late = await resumeAfterReset(cursor)
  expect([bodies(late), late.resets]).toEqual([[], ['OTHER_HISTORY']])
  // Whoever was connected all the time saw nothing of the new history before the reset.
  await eventually(
    'the reader is reset',
    () => reader.resets,
    ({ length }) => length > 0,
  )
  expect(bodies(reader)).toEqual(['lost 1', 'lost 2', 'lost 3'])
  expect(reader.closeCodes).toContain(1012)
  const client = wsClient(app, agent)
  const { data } = await subscribe(client, FOLLOW_INBOX, { after: inbox }).next()
  expect(data.inboxEvents).toEqual({ __typename: 'FeedReset', reason: 'OTHER_HISTORY' })
  await client.dispose()
})

test('control: a cursor that has only the number of its event resumes in the new history, after events that were never seen', async () => {
  const { cursor } = await deskWithImage('CREATE OR REPLACE FUNCTION new_event_key() RETURNS int LANGUAGE sql RETURN 0')
  const late = await resumeAfterReset(cursor)
  expect([bodies(late), late.resets]).toEqual([['new 4'], []])
})

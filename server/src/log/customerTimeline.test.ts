import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { mutate } from '../../test/mutate.ts'
import { rate } from '../../test/ratings.ts'
import { changeSession, inHours } from '../../test/sessions.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'

// Mira has two tickets and has joined one of Ben's; Noah answers. Each test has people and tickets of its own.
let app: TestApp
let mira: Actor, ben: Actor, noah: Actor, ada: Actor
let lamp: { id: string; number: string }
let refund: { id: string; number: string }
beforeAll(async () => {
  app = await testApp({ jobs: false })
  ;[noah, ada] = [await app.actor('agent', 'Noah'), await app.actor('agent', 'Ada')]
})
beforeEach(async () => {
  ;[mira, ben] = [await app.actor('buyer', 'Mira'), await app.actor('buyer', 'Ben')]
  lamp = await openTicket(app, mira, 'A lamp', 'It does not light up.')
  refund = await openTicket(app, mira, 'A refund', 'Where is it?')
  for (const { id } of [lamp, refund]) await mutate(app, noah, 'claim', { ticketId: id })
})
afterEach(() => app.sql(`UPDATE desk_settings SET privacy = 'open'; UPDATE support_tickets SET confidential = false`))
afterAll(() => app.close())

const TIMELINE = `query ($id: ID!, $first: Int, $after: String) { customerTimeline(userId: $id, first: $first, after: $after) {
  edges { cursor node { excerpt ticket { number } entry { __typename id audience at actor { name }
    ... on StatusEntry { to } ... on RatingEntry { score } ... on MessageEntry { message { id } } } } }
  pageInfo { hasNextPage endCursor } } }`

const page = async (who: Actor, person: Actor, variables: { first?: number; after?: string } = { first: 100 }) => {
  const { data, errors } = await app.gql(who, TIMELINE, { id: gid('User', person.id), ...variables })
  expect(errors).toBeUndefined()
  return data.customerTimeline
}
const moments = async (who: Actor, person: Actor): Promise<any[]> =>
  (await page(who, person)).edges.map(({ node }: any) => node)
/** What somebody would say of each: the ticket, and the text or the kind. */
const told = (nodes: any[]): string[] =>
  nodes.map(
    ({ ticket, entry, excerpt }) => `${ticket.number}: ${excerpt ?? entry.to ?? entry.score ?? entry.__typename}`,
  )

test('everything with a person is in one list, the newest first, whichever ticket it happened in', async () => {
  await reply(app, noah, lamp.id, 'Try another\n\nbulb.')
  await reply(app, noah, refund.id, 'Only for our eyes', { audience: 'STAFF' })
  await changeSession(app, noah, 'scheduleSession', { ticketId: lamp.id, startsAt: inHours(5) })
  await mutate(app, noah, 'setPriority', { ticketId: lamp.id, priority: 'HIGH' })
  await mutate(app, noah, 'setStatus', { ticketId: refund.id, status: 'RESOLVED' })
  await rate(app, mira, refund.id, 2)
  await openTicket(app, ben, 'Something else', 'Not about Mira.')

  const [l, r] = [lamp.number, refund.number]
  const nodes = await moments(noah, mira)
  expect(told(nodes)).toEqual([
    `${r}: 2`,
    `${r}: RESOLVED`,
    `${l}: SessionEntry`,
    `${r}: Only for our eyes`,
    `${l}: Try another bulb.`,
    // Claiming takes a ticket into progress.
    `${r}: IN_PROGRESS`,
    `${l}: IN_PROGRESS`,
    `${r}: Where is it?`,
    `${l}: It does not light up.`,
  ])
  const note = nodes.find(({ excerpt }) => excerpt === 'Only for our eyes')
  expect(note.entry).toMatchObject({ audience: 'STAFF', actor: { name: 'Noah' } })
  const times = nodes.map(({ entry }) => Date.parse(entry.at))
  expect(times).toEqual(times.toSorted((a, b) => b - a))
})

test('a ticket of somebody else belongs to it once the person has joined', async () => {
  const other = await openTicket(app, ben, 'Ours', 'We both have it.')
  expect(told(await moments(noah, mira))).not.toContain(`${other.number}: We both have it.`)
  await mutate(app, noah, 'addParticipant', { ticketId: other.id, userId: gid('User', mira.id) })
  expect(told(await moments(noah, mira))).toContain(`${other.number}: We both have it.`)
})

test('a deleted message stays as an entry without its text', async () => {
  const { message } = await reply(app, noah, lamp.id, 'Oh no')
  const admin = await app.actor('admin', 'Ruth')
  await mutate(app, admin, 'deleteMessage', { messageId: message!.id })
  const nodes = await moments(noah, mira)
  const gone = nodes.find(({ entry }) => entry.message?.id === message!.id)
  expect(gone.excerpt).toBeNull()
  expect(JSON.stringify(nodes)).not.toContain('Oh no')
})

test('pages follow each other without a gap, also among entries of the same moment', async () => {
  for (const { id } of [lamp, refund]) for (const text of ['one', 'two', 'three']) await reply(app, noah, id, text)
  await app.sql(`ALTER TABLE ticket_events DISABLE TRIGGER USER`)
  await app.sql(`UPDATE ticket_events SET at = '2026-01-01T00:00:00.123456Z' WHERE kind = 'message_added'`)
  await app.sql(`ALTER TABLE ticket_events ENABLE TRIGGER USER`)
  const all = (await moments(noah, mira)).map(({ entry }) => entry.id)
  const paged: string[] = []
  let after: string | undefined
  do {
    const { edges, pageInfo } = await page(noah, mira, { first: 3, ...(after && { after }) })
    paged.push(...edges.map(({ node }: any) => node.entry.id))
    after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined
  } while (after)
  expect(paged).toEqual(all)
  expect(new Set(all).size).toBe(10)
})

test('in a private desk, and of confidential tickets, it has what the viewer takes part in and nothing else', async () => {
  const queued = await openTicket(app, mira, 'Waiting', 'Still in the queue.')
  for (const sql of [
    `UPDATE desk_settings SET privacy = 'participants'`,
    `UPDATE desk_settings SET privacy = 'open'; UPDATE support_tickets SET confidential = true`,
  ]) {
    await app.sql(sql)
    expect(await moments(ada, mira)).toEqual([])
    const own = told(await moments(noah, mira))
    expect(own).toContain(`${lamp.number}: It does not light up.`)
    expect(own.filter((text) => text.startsWith(queued.number))).toEqual([])
  }
  // The control: in an open desk, every agent reads all of it.
  await app.sql(`UPDATE support_tickets SET confidential = false`)
  expect(told(await moments(ada, mira))).toContain(`${queued.number}: Still in the queue.`)
})

test('only staff read it, and a person whom nobody knows has nothing', async () => {
  for (const who of [mira, await app.actor('seller', 'Carla')]) expect(await page(who, mira)).toBeNull()
  const nobody = { id: '00000000-0000-4000-8000-000000000000' } as Actor
  expect((await page(noah, nobody)).edges).toEqual([])
  const { errors } = await app.gql(noah, TIMELINE, { id: gid('User', mira.id), after: 'bm9uc2Vuc2U' })
  expect(errors![0]!.extensions['code']).toBe('BAD_USER_INPUT')
})

test('sessions with a person: the coming ones soonest first, then the past ones, latest first', async () => {
  const at = async (ticketId: string, hours: number) =>
    (await changeSession(app, noah, 'scheduleSession', { ticketId, startsAt: inHours(hours) })).session.id as string
  const ids = [await at(lamp.id, 50), await at(refund.id, 3), await at(lamp.id, 90), await at(refund.id, 120)]
  for (const [id, ago] of [
    [ids[2]!, 9],
    [ids[3]!, 2],
  ] as const)
    await app.sql(
      `UPDATE sessions SET starts_at = now() - $2::interval, ends_at = now() - $2::interval + '30 minutes' WHERE id = $1`,
      [Buffer.from(id, 'base64').toString().slice('Session:'.length), `${ago} days`],
    )
  const sessions = async (who: Actor) =>
    (
      await app.gql(who, `query ($id: ID!) { customerSessions(userId: $id) { id ticket { number } } }`, {
        id: gid('User', mira.id),
      })
    ).data.customerSessions
  expect((await sessions(noah)).map(({ id }: any) => id)).toEqual([ids[1], ids[0], ids[3], ids[2]])
  expect(await sessions(mira)).toBeNull()
  await app.sql(`UPDATE desk_settings SET privacy = 'participants'`)
  expect(await sessions(ada)).toEqual([])
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { mutate } from '../../test/mutate.ts'
import { changeSession, inHours, mailedReminders } from '../../test/sessions.ts'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, openTicket, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { whileLocked } from '../../test/whileLocked.ts'
import { answerInvitationsBy } from '../inboundMails/answerInvitation.ts'
import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { remindOfSession } from './remindOfSession.ts'

let app: TestApp
let pools: Pools
let mira: Actor, otto: Actor, ada: Actor, ben: Actor
let ticket: { id: string; number: string; cursor: string }
beforeAll(async () => {
  app = await testApp({ jobs: false })
  pools = openPools(app.database.roleUrls, silentLog)
  ;[mira, otto, ada, ben] = await Promise.all([
    app.actor('buyer', 'Mira'),
    app.actor('buyer', 'Otto'),
    app.actor('agent', 'Ada'),
    app.actor('agent', 'Ben'),
  ])
})
beforeEach(async () => {
  ticket = await openTicket(app, mira)
})
afterAll(async () => {
  await pools.close()
  await app.close()
})

const change = (actor: Actor, mutation: string, input: object) => changeSession(app, actor, mutation, input)
const schedule = async (input: object = {}, actor = ada) =>
  change(actor, 'scheduleSession', { ticketId: ticket.id, startsAt: inHours(48), ...input })
const scheduled = async (input: object = {}) => (await schedule(input)).session.id as string
const texts = async (actor: Actor): Promise<string[]> =>
  (
    await app.gql(actor, '{ notifications(first: 50) { edges { node { kind text ticket { id } } } } }')
  ).data.notifications.edges.flatMap(({ node }: any) =>
    node.ticket?.id === ticket.id && node.kind.startsWith('SESSION_') ? [node.text] : [],
  )
const jobs = (pattern: string) =>
  app.sql<{ key: string; run_at: Date; payload: Record<string, unknown> }>(
    `select key, run_at, payload from graphile_worker._private_jobs where key like $1 order by key`,
    [pattern],
  )

test('a session has an unguessable Jitsi room, the participants as invited, and two reminders', async () => {
  const startsAt = inHours(48)
  const { session, errors } = await schedule({ startsAt, minutes: 45, timeZone: 'Europe/Berlin' })
  expect(errors).toEqual([])
  expect(session).toMatchObject({
    provider: 'JITSI',
    meetingState: 'READY',
    hasMeetingLink: true,
    timeZone: 'Europe/Berlin',
    host: { name: 'Ada' },
    responses: [{ user: { name: 'Mira' }, response: null }],
  })
  expect(session.joinUrl).toMatch(/^https:\/\/meet\.jit\.si\/parley-[0-9a-f]{40}$/)
  expect(+new Date(session.endsAt) - +new Date(session.startsAt)).toBe(45 * 60_000)
  const reminders = await jobs(`session_reminder:${uuidIn(session.id)}:%`)
  expect(reminders.map(({ run_at: at }) => +new Date(startsAt) - +at)).toEqual([24 * 3_600_000, 10 * 60_000])
})

describe('validation', () => {
  test.each<[string, object, string, string]>([
    ['a time in the past', { startsAt: '2020-01-01T00:00:00Z' }, 'VALIDATION', 'startsAt'],
    ['a time in the far future', { startsAt: '2099-01-01T00:00:00Z' }, 'VALIDATION', 'startsAt'],
    ['no length', { minutes: 0 }, 'VALIDATION', 'minutes'],
    ['a day', { minutes: 1_440 }, 'VALIDATION', 'minutes'],
    ['no time zone', { timeZone: 'Middle/Earth' }, 'VALIDATION', 'timeZone'],
    ['a provider that is not configured', { provider: 'GOOGLE_MEET' }, 'VALIDATION', 'provider'],
    ['a link for Jitsi', { provider: 'JITSI', joinUrl: 'https://a.example' }, 'VALIDATION', 'joinUrl'],
    ['no link', { provider: 'LINK' }, 'VALIDATION', 'joinUrl'],
    ...['http://a.example/x', 'javascript:alert(1)', 'https://me:pw@a.example', 'https://localhost', 'nothing'].map(
      (joinUrl): [string, object, string, string] => [joinUrl, { joinUrl }, 'VALIDATION', 'joinUrl'],
    ),
    ['an unknown host', { hostId: gid('User', '00000000-0000-4000-8000-000000000000') }, 'NOT_FOUND', 'hostId'],
  ])('%s', async (_what, input, code, field) => {
    const { session, errors } = await schedule(input)
    expect(session).toBeNull()
    expect(errors).toMatchObject([{ code, path: ['input', field] }])
  })

  test('a buyer as host, and other forbidden actions', async () => {
    expect((await schedule({ hostId: gid('User', mira.id) })).errors[0]!.code).toBe('NOT_FOUND')
    expect((await schedule({}, mira)).errors[0]!.code).toBe('FORBIDDEN')
    const sessionId = await scheduled()
    const asks: [Actor, string, object, string][] = [
      [mira, 'moveSession', { startsAt: inHours(50) }, 'FORBIDDEN'],
      [mira, 'cancelSession', {}, 'FORBIDDEN'],
      [mira, 'recordSessionOutcome', { outcome: 'HELD' }, 'FORBIDDEN'],
      [mira, 'retryMeeting', {}, 'FORBIDDEN'],
      [ben, 'retryMeeting', {}, 'FORBIDDEN'],
      [ada, 'respondToSession', { response: 'ACCEPTED' }, 'FORBIDDEN'],
      [ada, 'recordSessionOutcome', { outcome: 'HELD' }, 'CONFLICT'],
      [mira, 'respondToSession', { response: 'PROPOSED' }, 'VALIDATION'],
      [otto, 'respondToSession', { response: 'ACCEPTED' }, 'NOT_FOUND'],
      [otto, 'cancelSession', {}, 'NOT_FOUND'],
    ]
    for (const [actor, mutation, input, code] of asks) {
      const { errors } = await change(actor, mutation, { sessionId, ...input })
      expect([actor.name, mutation, errors[0]?.code]).toEqual([actor.name, mutation, code])
    }
  })
})

test('a link entered by hand is used unchanged', async () => {
  const { session } = await schedule({ joinUrl: ' https://Zoom.example/j/1?pwd=x ' })
  expect(session).toMatchObject({ provider: 'LINK', joinUrl: 'https://zoom.example/j/1?pwd=x', meetingState: 'READY' })
})

test('participants respond; moving asks everyone again except the person who proposed the time; cancelling ends it', async () => {
  const sessionId = await scheduled()
  const [proposed] = [inHours(72)]
  await change(mira, 'respondToSession', { sessionId, response: 'ACCEPTED' })
  const answer = await change(mira, 'respondToSession', { sessionId, response: 'PROPOSED', proposedStartsAt: proposed })
  expect(answer.session.responses).toMatchObject([{ response: 'PROPOSED', proposedStartsAt: proposed }])
  const moved = await change(ben, 'moveSession', { sessionId, startsAt: proposed })
  expect(moved.session).toMatchObject({ startsAt: proposed, responses: [{ response: 'ACCEPTED' }] })
  const again = await change(ada, 'moveSession', { sessionId, startsAt: inHours(96), minutes: 60 })
  expect(again.session.responses).toMatchObject([{ response: null, proposedStartsAt: null }])
  await change(ada, 'cancelSession', { sessionId })
  expect((await change(ada, 'cancelSession', { sessionId })).session.cancelledAt).not.toBeNull()
  for (const [mutation, input] of [
    ['moveSession', { startsAt: inHours(97) }],
    ['respondToSession', { response: 'ACCEPTED' }],
    ['recordSessionOutcome', { outcome: 'HELD' }],
  ] as const) {
    const actor = mutation === 'respondToSession' ? mira : ada
    expect((await change(actor, mutation, { sessionId, ...input })).errors).toMatchObject([{ code: 'CONFLICT' }])
  }
})

test('the history records each change once, live, and nothing if nothing changed', async () => {
  const client = wsClient(app, mira)
  const feed = subscribe(
    client,
    `subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) { ... on TicketEvent { entry {
      ... on SessionEntry { change response movedTo session { startsAt responses { response } } } } } } }`,
    { id: ticket.id, after: ticket.cursor },
  )
  const sessionId = await scheduled()
  const startsAt = inHours(60)
  await change(mira, 'respondToSession', { sessionId, response: 'DECLINED' })
  await change(mira, 'respondToSession', { sessionId, response: 'DECLINED' })
  await change(ada, 'moveSession', { sessionId, startsAt })
  await change(ada, 'moveSession', { sessionId, startsAt })
  await change(ada, 'cancelSession', { sessionId })
  const all = await feed.until(({ data }) => data.ticketEvents.entry?.change === 'CANCELLED')
  expect(all.map(({ data }) => data.ticketEvents.entry)).toMatchObject([
    { change: 'SCHEDULED' },
    { change: 'RESPONDED', response: 'DECLINED' },
    { change: 'MOVED', movedTo: startsAt },
    { change: 'CANCELLED' },
  ])
  await client.dispose()
})

test('people are notified of the actions of others, and reminded unless they declined', async () => {
  const sessionId = await scheduled()
  await change(mira, 'respondToSession', { sessionId, response: 'ACCEPTED' })
  const { number } = ticket
  expect(await texts(mira)).toEqual([expect.stringMatching(/scheduled a session in your ticket/)])
  expect(await texts(ada)).toEqual([expect.stringContaining(`accepted the session in ${number}`)])
  expect(await texts(ben)).toEqual([])
  const [{ payload }] = (await jobs(`session_reminder:${uuidIn(sessionId)}:soon`)) as [any]
  const remind = () => asIdentity(pools, MAINTENANCE, 'write', () => remindOfSession(payload))
  await remind()
  await remind()
  // By email as well, unless they read it before.
  expect(await mailedReminders(app, ticket.id)).toEqual([ada.id, mira.id].toSorted())
  expect(await texts(mira)).toContainEqual(expect.stringMatching(/starts in 10 minutes/))
  const [row] = await app.sql<{ count: number }>(
    `select sum(count)::int as count from notifications where user_id = $1 and kind = 'session_reminder' and ticket_id = $2`,
    [mira.id, uuidIn(ticket.id)],
  )
  expect(row!.count).toBe(1)
})

test.each(['moved', 'cancelled', 'declined'])(
  'a session that was %s sends no reminder for its old time',
  async (what) => {
    const sessionId = await scheduled()
    const [{ payload }] = (await jobs(`session_reminder:${uuidIn(sessionId)}:soon`)) as [any]
    if (what === 'moved') await change(ada, 'moveSession', { sessionId, startsAt: inHours(50) })
    if (what === 'cancelled') await change(ada, 'cancelSession', { sessionId })
    if (what === 'declined') await change(mira, 'respondToSession', { sessionId, response: 'DECLINED' })
    await asIdentity(pools, MAINTENANCE, 'write', () => remindOfSession(payload))
    expect((await texts(mira)).filter((text) => text.includes('starts in'))).toEqual([])
  },
)

test('moving replaces the reminders, and leaves out those whose time has passed', async () => {
  const sessionId = await scheduled({ startsAt: inHours(12) })
  const pattern = `session_reminder:${uuidIn(sessionId)}:%`
  expect((await jobs(pattern)).length).toBe(1)
  await change(ada, 'moveSession', { sessionId, startsAt: inHours(100) })
  const after = await jobs(pattern)
  expect(after.length).toBe(2)
  for (const { run_at: at } of after) expect(+at).toBeGreaterThan(+new Date(inHours(75)))
})

test('overlaps cause warnings for the host and the invited people, and prevent nothing', async () => {
  const startsAt = inHours(500)
  const first = await schedule({ startsAt, minutes: 60 })
  expect(first.warnings).toEqual([])
  const second = await schedule({ startsAt: inHours(500.5), hostId: gid('User', ben.id) })
  expect(second.errors).toEqual([])
  expect(second.warnings).toMatchObject([{ kind: 'OVERLAP', person: { name: 'Mira' }, startsAt }])
  const ask = `query ($input: ID!, $at: DateTime!, $except: ID) {
    sessionWarnings(ticketId: $input, startsAt: $at, minutes: 30, sessionId: $except) { person { name } } }`
  const other = await openTicket(app, otto)
  const asked = await app.gql(ada, ask, { input: other.id, at: startsAt })
  expect(asked.data.sessionWarnings).toEqual([{ person: { name: 'Ada' } }])
  await change(ada, 'cancelSession', { sessionId: second.session.id })
  const itself = await app.gql(ada, ask, { input: ticket.id, at: startsAt, except: first.session.id })
  expect(itself.data.sessionWarnings).toEqual([])
  // A session that starts when another ends does not overlap.
  expect((await schedule({ startsAt: inHours(501) })).warnings).toEqual([])
})

test('a time outside of the host’s working hours is warned of', async () => {
  const startsAt = inHours(900)
  const ask = async () => {
    const query = `query ($ticket: ID!, $at: DateTime!) { sessionWarnings(ticketId: $ticket, startsAt: $at, minutes: 30) { kind person { name } startsAt } }`
    return (await app.gql(ben, query, { ticket: ticket.id, at: startsAt })).data.sessionWarnings
  }
  expect(await ask()).toEqual([])
  const timeOff = { userId: gid('User', ben.id), from: inHours(890), until: inHours(910) }
  const { errors } = await mutate(app, ben, 'addTimeOff', timeOff)
  expect(errors).toEqual([])
  expect(await ask()).toEqual([{ kind: 'OUTSIDE_HOURS', person: { name: 'Ben' }, startsAt }])
})

test('the outcome is recorded once it has started; its note is for staff', async () => {
  const sessionId = await scheduled()
  await app.sql(`update sessions set starts_at = now() - interval '1 hour', ends_at = now() where id = $1`, [
    uuidIn(sessionId),
  ])
  const { session } = await change(ben, 'recordSessionOutcome', { sessionId, outcome: 'MISSED', note: 'Nobody came.' })
  expect(session).toMatchObject({ outcome: 'MISSED', outcomeNote: 'Nobody came.' })
  const read = await app.gql(
    mira,
    `{ node(id: "${sessionId}") { ... on Session { outcome outcomeNote meetingProblem } } }`,
  )
  expect(read.data.node).toEqual({ outcome: 'MISSED', outcomeNote: null, meetingProblem: null })
  expect((await change(mira, 'respondToSession', { sessionId, response: 'ACCEPTED' })).errors[0]!.code).toBe('CONFLICT')
})

test('a response that races with a cancellation is accepted only if it came first', async () => {
  const sessionId = await scheduled()
  const lock = `select from support_tickets where id = '${uuidIn(ticket.id)}' for no key update`
  const { errors } = await whileLocked(
    app,
    lock,
    () => change(mira, 'respondToSession', { sessionId, response: 'ACCEPTED' }),
    `update sessions set cancelled_at = now() where id = '${uuidIn(sessionId)}'`,
  )
  expect(errors).toMatchObject([{ code: 'CONFLICT' }])
})

test('a person who joins the ticket later can respond too', async () => {
  const sessionId = await scheduled()
  const input = { ticketId: ticket.id, userId: gid('User', otto.id) }
  await app.gql(ada, 'mutation ($input: AddParticipantInput!) { addParticipant(input: $input) { errors { code } } }', {
    input,
  })
  const { session, errors } = await change(otto, 'respondToSession', { sessionId, response: 'ACCEPTED' })
  expect(errors).toEqual([])
  expect(session.responses.map(({ user }: any) => user.name).sort()).toEqual(['Mira', 'Otto'])
})

test('a calendar that answers an invitation by email answers the session, unless it answers an earlier time', async () => {
  const sessionId = await scheduled()
  const answer = answerInvitationsBy(pools)
  const uid = `${uuidIn(sessionId)}@parley`
  const response = async () =>
    (await app.gql(mira, `{ node(id: "${sessionId}") { ... on Session { responses { response } } } }`)).data.node
      .responses[0].response
  const accepted = { uid, attendee: mira.email, partstat: 'ACCEPTED', sequence: 0 } as const
  expect(await answer({ ...accepted, attendee: 'stranger@parley.test' })).toBe(false)
  expect(await answer({ ...accepted, attendee: otto.email })).toBe(false)
  expect(await answer({ ...accepted, uid: 'another@calendar.test' })).toBe(false)
  expect(await response()).toBeNull()
  expect(await answer(accepted)).toBe(true)
  expect(await answer(accepted)).toBe(true)
  expect(await response()).toBe('ACCEPTED')
  await change(ada, 'moveSession', { sessionId, startsAt: inHours(72) })
  await answer({ ...accepted, partstat: 'DECLINED' })
  expect(await response()).not.toBe('DECLINED')
  await answer({ ...accepted, partstat: 'DECLINED', sequence: 1 })
  expect(await response()).toBe('DECLINED')
})

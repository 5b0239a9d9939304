import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { type GoogleServer, googleServer } from '../../test/googleCalendar.ts'
import { changeSession, inHours } from '../../test/sessions.ts'
import { type Actor, openTicket, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { eventually } from '../../test/eventually.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { googleMeetings } from '../platform/meetings/google.ts'
import { jitsiMeetings } from '../platform/meetings/jitsi.ts'
import { linkMeetings } from '../platform/meetings/link.ts'
import { MEETING_PROBLEMS, problemText, readProblem } from '../platform/meetings/problem.ts'
import { MeetingError } from '../platform/meetings/provider.ts'
import { arrangeMeeting } from './arrangeMeeting.ts'

let app: TestApp
let pools: Pools
let google: GoogleServer
let mira: Actor, ada: Actor, ticket: { id: string; number: string }
const GOOGLE = {
  GOOGLE_CALENDAR_CLIENT_ID: 'client',
  GOOGLE_CALENDAR_CLIENT_SECRET: 'secret',
  GOOGLE_CALENDAR_REFRESH_TOKEN: 'refresh',
}
beforeAll(async () => {
  app = await testApp({ jobs: false, variables: GOOGLE })
  pools = openPools(app.database.roleUrls, silentLog)
  ;[mira, ada] = [await app.actor('buyer', 'Mira'), await app.actor('agent', 'Ada')]
  ticket = await openTicket(app, mira)
})
beforeEach(async () => {
  google = await googleServer()
})
afterEach(() => google.close())
afterAll(async () => {
  await pools.close()
  await app.close()
})

const change = (mutation: string, input: object, actor = ada) => changeSession(app, actor, mutation, input)
const scheduled = async (): Promise<string> =>
  (await change('scheduleSession', { ticketId: ticket.id, startsAt: inHours(48), provider: 'GOOGLE_MEET' })).session.id
const meetings = () => ({
  jitsi: jitsiMeetings('https://meet.example'),
  link: linkMeetings,
  google_meet: googleMeetings({
    calendarId: 'primary',
    credentials: { clientId: 'client', clientSecret: 'secret', refreshToken: 'refresh' },
    baseUrl: google.url,
  }),
})
const arrange = (id: string, { polls = 0, isLastAttempt = false } = {}) =>
  arrangeMeeting(
    { pools, meetings: meetings(), deskName: 'Parley' },
    { sessionId: uuidIn(id), polls },
    { isLastAttempt },
  )
const read = async (id: string, actor = ada) =>
  (
    await app.gql(
      actor,
      `{ node(id: "${id}") { ... on Session { joinUrl hasMeetingLink meetingState meetingProblem meetingProblemReason meetingIsRetried } } }`,
    )
  ).data.node
const eventOf = (id: string) => google.events.get(uuidIn(id).replaceAll('-', ''))!

test('a session is stored immediately and gets its link from a job', async () => {
  const id = await scheduled()
  expect(await read(id, mira)).toEqual({
    joinUrl: `/sessions/${uuidIn(id)}/join`,
    hasMeetingLink: false,
    meetingState: 'PENDING',
    meetingProblem: null,
    meetingProblemReason: null,
    meetingIsRetried: false,
  })
  const jobs = await app.sql('select from graphile_worker._private_jobs where key = $1', [`meeting:${uuidIn(id)}`])
  expect(jobs.length).toBe(1)
  await arrange(id)
  expect(await read(id, mira)).toMatchObject({ joinUrl: eventOf(id)['hangoutLink'], meetingState: 'READY' })
  expect(
    eventOf(id)
      ['attendees'].map(({ email }: any) => email)
      .sort(),
  ).toEqual([ada.email, mira.email].sort())
  expect(eventOf(id)['summary']).toBe(`Parley: session about ${ticket.number}`)
})

test('every problem is stored as a sentence that says which it is', () => {
  for (const reason of Object.keys(MEETING_PROBLEMS) as (keyof typeof MEETING_PROBLEMS)[])
    for (const willRetry of [true, false]) {
      const { message } = new MeetingError(reason, { isTemporary: true, detail: '400: invalid' })
      expect(readProblem(problemText(message, willRetry))).toEqual({ reason, isRetried: willRetry })
    }
  expect(readProblem('Something else.')).toEqual({ reason: 'OTHER', isRetried: false })
})

test('the event in the calendar is named in the language of the host', async () => {
  await app.sql(`update users set language = 'ar' where id = $1`, [ada.id])
  const id = await scheduled()
  await arrange(id)
  await app.sql('update users set language = null where id = $1', [ada.id])
  expect(eventOf(id)['summary']).toBe(`Parley: جلسة بشأن ${ticket.number}`)
})

test('moving and cancelling reach the calendar, with the same link', async () => {
  const id = await scheduled()
  await arrange(id)
  const { joinUrl } = await read(id)
  const startsAt = inHours(60)
  expect((await change('moveSession', { sessionId: id, startsAt })).session).toMatchObject({
    meetingState: 'PENDING',
    joinUrl,
  })
  await arrange(id)
  expect(eventOf(id)['start'].dateTime).toBe(startsAt)
  expect(await read(id)).toMatchObject({ meetingState: 'READY', joinUrl })
  await change('cancelSession', { sessionId: id })
  await arrange(id)
  expect(eventOf(id)['status']).toBe('cancelled')
  expect((await read(id)).meetingState).toBe('READY')
})

test('a session that is cancelled before it had an event leaves none, even if the response of its creation was lost', async () => {
  const id = await scheduled()
  google.faults = ['lost']
  await expect(arrange(id)).rejects.toThrow(/could not be reached/)
  await change('cancelSession', { sessionId: id })
  await arrange(id)
  expect(eventOf(id)['status']).toBe('cancelled')
})

test('a conference that takes a while is polled by another job', async () => {
  const id = await scheduled()
  google.pendingFor = 1
  await arrange(id)
  expect(await read(id)).toMatchObject({ meetingState: 'PENDING', meetingProblem: null })
  const [job] = await app.sql<{ payload: any }>('select payload from graphile_worker._private_jobs where key = $1', [
    `meeting:${uuidIn(id)}`,
  ])
  expect(job!.payload.polls).toBe(1)
  await arrange(id, { polls: 1 })
  expect((await read(id)).meetingState).toBe('READY')
})

test('if Google fails, staff see the error, the job is retried, and a person can retry', async () => {
  const id = await scheduled()
  google.faults = [{ status: 500 }]
  await expect(arrange(id)).rejects.toThrow(/500/)
  expect(await read(id)).toMatchObject({
    meetingState: 'FAILED',
    meetingProblem: 'Google had an error (500). It will be tried again.',
    meetingProblemReason: 'PROVIDER_FAULT',
    meetingIsRetried: true,
  })
  expect(await read(id, mira)).toMatchObject({
    meetingProblem: null,
    meetingProblemReason: null,
    meetingIsRetried: false,
  })
  google.revoked = true
  google.expireToken()
  await arrange(id)
  expect(await read(id)).toMatchObject({
    meetingProblem: expect.stringMatching(/administrator must renew them\.$/),
    meetingProblemReason: 'CREDENTIALS_REVOKED',
    meetingIsRetried: false,
  })
  google.revoked = false
  expect((await change('retryMeeting', { sessionId: id })).session.meetingState).toBe('PENDING')
  await arrange(id)
  expect((await read(id)).meetingState).toBe('READY')
  // Participants see nothing of the failures in the history.
  const rows = await app.sql(
    `select audience, data ->> 'state' as state from ticket_events where kind = 'session_link_changed' and data ->> 'sessionId' = $1 order by seq`,
    [uuidIn(id)],
  )
  expect(rows.filter(({ audience }) => audience === 'participants')).toEqual([
    { audience: 'participants', state: 'ready' },
  ])
})

test('a session that is moved while Google answers is updated again', async () => {
  const id = await scheduled()
  const startsAt = inHours(61)
  const late = {
    ...meetings(),
    google_meet: {
      ...meetings().google_meet,
      createMeeting: async (meeting: any) => {
        const result = await meetings().google_meet.createMeeting(meeting)
        await change('moveSession', { sessionId: id, startsAt })
        return result
      },
    },
  }
  const job = { sessionId: uuidIn(id), polls: 0 }
  await arrangeMeeting({ pools, meetings: late, deskName: 'Parley' }, job, { isLastAttempt: false })
  expect((await read(id)).meetingState).toBe('PENDING')
  await arrange(id)
  expect(eventOf(id)['start'].dateTime).toBe(startsAt)
})

test('no transaction is open while Google answers', async () => {
  const id = await scheduled()
  let open = -1
  const watching = {
    ...meetings(),
    google_meet: {
      ...meetings().google_meet,
      createMeeting: async (meeting: any) => {
        const [row] = await app.sql<{ n: number }>(
          `select count(*)::int as n from pg_stat_activity
           where datname = current_database() and usename = 'parley_maintenance' and state like 'idle in transaction%'`,
        )
        open = row!.n
        return meetings().google_meet.createMeeting(meeting)
      },
    },
  }
  const job = { sessionId: uuidIn(id), polls: 0 }
  await arrangeMeeting({ pools, meetings: watching, deskName: 'Parley' }, job, { isLastAttempt: false })
  expect(open).toBe(0)
})

test('end to end through the job queue', async () => {
  const node = await testApp({
    database: app.database,
    variables: { ...GOOGLE, GOOGLE_CALENDAR_URL: google.url },
  })
  google.faults = [{ status: 503 }]
  const id = await scheduled()
  await eventually(
    'the link is set',
    async () => (await read(id)).meetingState,
    (state) => state === 'READY',
  )
  expect((await read(id)).joinUrl).toMatch(/^https:\/\/meet\.google\.com\//)
  await node.close()
})

test('the same request sent again schedules nothing twice', async () => {
  const clientId = randomUUID()
  const schedule = (actor = ada) =>
    change('scheduleSession', { ticketId: ticket.id, clientId, startsAt: inHours(48) }, actor)
  const [one, two] = await Promise.all([schedule(), schedule()])
  expect([one.errors, two.errors]).toEqual([[], []])
  expect(two.session.id).toBe(one.session.id)
  const rows = await app.sql('select 1 from ticket_events where data ->> $1 = $2', [
    'sessionId',
    uuidIn(one.session.id),
  ])
  expect(rows).toHaveLength(1)
  expect((await schedule(await app.actor('agent', 'Ben'))).errors[0]!.code).toBe('IDEMPOTENCY_CONFLICT')
})

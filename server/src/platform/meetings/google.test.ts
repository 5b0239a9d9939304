import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { googleServer, type Fault, type GoogleServer } from '../../../test/googleCalendar.ts'
import { googleMeetings } from './google.ts'
import type { Meeting, MeetingProvider } from './provider.ts'

const REFRESH = { clientId: 'client', clientSecret: 'secret', refreshToken: 'refresh' }
const MEETING: Meeting = {
  key: '0123456789abcdef',
  startsAt: new Date('2027-03-28T00:30:00Z'),
  endsAt: new Date('2027-03-28T01:30:00Z'),
  timeZone: 'Europe/Berlin',
  title: 'Parley: session about TC-0001',
  guests: [{ name: 'Mira', email: 'mira@parley.test' }],
}

let google: GoogleServer
let meetings: MeetingProvider
beforeEach(async () => {
  google = await googleServer()
  meetings = googleMeetings({ calendarId: 'primary', credentials: REFRESH, baseUrl: google.url })
})
afterEach(() => google.close())

const LINK = 'https://meet.google.com/0123456789'
const failsWith = (fault: Fault) => {
  google.faults = [fault]
  return meetings.createMeeting(MEETING).catch((error: Error) => error)
}

test('a meeting is an event with a Meet conference, attendees and one owner of notifications', async () => {
  expect(await meetings.createMeeting(MEETING)).toEqual({ joinUrl: LINK, externalId: MEETING.key })
  const { query, body } = google.requests[0]!
  expect(Object.fromEntries(query)).toMatchObject({ conferenceDataVersion: '1', sendUpdates: 'none' })
  expect(body).toMatchObject({
    summary: MEETING.title,
    start: { dateTime: '2027-03-28T00:30:00.000Z', timeZone: 'Europe/Berlin' },
    attendees: [{ displayName: 'Mira', email: 'mira@parley.test' }],
    guestsCanSeeOtherGuests: false,
    conferenceData: { createRequest: { requestId: MEETING.key, conferenceSolutionKey: { type: 'hangoutsMeet' } } },
  })
})

test('a conference that takes a while is pending until a later update finds it', async () => {
  google.pendingFor = 2
  expect(await meetings.createMeeting(MEETING)).toEqual({ joinUrl: null, externalId: MEETING.key })
  expect(await meetings.updateMeeting(MEETING.key, MEETING)).toMatchObject({ joinUrl: null })
  expect(await meetings.updateMeeting(MEETING.key, MEETING)).toMatchObject({ joinUrl: LINK })
  const conferences = google.requests.filter(({ body }) => body['conferenceData'])
  expect(conferences.length).toBe(1)
})

test('an event can be moved and cancelled repeatedly, and is restored when needed again', async () => {
  await meetings.createMeeting(MEETING)
  const moved = { ...MEETING, startsAt: new Date('2027-03-28T01:00:00Z') }
  expect(await meetings.updateMeeting(MEETING.key, moved)).toMatchObject({ joinUrl: LINK })
  expect(google.events.get(MEETING.key)!['start'].dateTime).toBe('2027-03-28T01:00:00.000Z')
  await meetings.cancelMeeting(MEETING.key)
  await meetings.cancelMeeting(MEETING.key)
  await meetings.cancelMeeting('neverthere')
  expect(google.events.get(MEETING.key)!['status']).toBe('cancelled')
  await meetings.updateMeeting(MEETING.key, MEETING)
  expect(google.events.get(MEETING.key)!['status']).toBe('confirmed')
})

test('an event that Google has deleted (410) is created again under the next key', async () => {
  await meetings.createMeeting(MEETING)
  google.events.get(MEETING.key)!['purged'] = true
  const again = await meetings.updateMeeting(MEETING.key, { ...MEETING, key: `${MEETING.key}v1` })
  expect(again).toEqual({ joinUrl: LINK, externalId: `${MEETING.key}v1` })
})

test.each(['lost', 'truncated'] as const)('a response that is %s creates no second event (409)', async (fault) => {
  await expect(failsWith(fault)).resolves.toMatchObject({ isTemporary: true })
  expect(google.events.size).toBe(1)
  expect(await meetings.createMeeting(MEETING)).toEqual({ joinUrl: LINK, externalId: MEETING.key })
  expect(google.events.size).toBe(1)
})

test('an expired access token (401) is renewed within the same request', async () => {
  await meetings.createMeeting(MEETING)
  google.expireToken()
  expect(await meetings.updateMeeting(MEETING.key, MEETING)).toMatchObject({ joinUrl: LINK })
  expect(google.tokensIssued).toBe(2)
})

test('a refresh token that was revoked must be replaced by an administrator', async () => {
  google.revoked = true
  await expect(meetings.createMeeting(MEETING)).rejects.toMatchObject({
    isTemporary: false,
    message: expect.stringContaining('administrator'),
  })
})

test.each<[Fault, boolean, RegExp]>([
  [{ status: 403, reason: 'rateLimitExceeded' }, true, /usage limit/],
  [{ status: 403, reason: 'quotaExceeded' }, true, /usage limit/],
  [{ status: 429, reason: 'rateLimitExceeded' }, true, /usage limit/],
  [{ status: 403, reason: 'forbiddenForNonOrganizer' }, false, /does not allow/],
  [{ status: 404, reason: 'notFound' }, false, /GOOGLE_CALENDAR_ID/],
  [{ status: 400, reason: 'invalid' }, false, /400: invalid/],
  [{ status: 500 }, true, /had an error \(500\)/],
  [{ status: 503 }, true, /had an error \(503\)/],
])('%j is temporary: %s', async (fault, isTemporary, message) => {
  // A 403 is repeated once with a new token.
  google.faults = [fault, fault]
  const error = await meetings.createMeeting(MEETING).catch((problem: Error) => problem)
  expect(error).toMatchObject({ name: 'MeetingError', isTemporary, message: expect.stringMatching(message) })
})

test('a request to Google fails after the timeout', async () => {
  meetings = googleMeetings({ calendarId: 'primary', credentials: REFRESH, baseUrl: google.url, timeoutMs: 300 })
  await meetings.createMeeting({ ...MEETING, key: 'firsttokens'.replace(/[^a-v0-9]/g, '') }).catch(() => {})
  await expect(failsWith('silent')).resolves.toMatchObject({ isTemporary: true, message: /could not be reached/ })
})

test('a conference that Google could not create is requested once more', async () => {
  google.conferencesFail = true
  await expect(meetings.createMeeting(MEETING)).rejects.toMatchObject({ isTemporary: true, message: /Meet conference/ })
  google.conferencesFail = false
  expect(await meetings.createMeeting(MEETING)).toMatchObject({ joinUrl: LINK })
  const ids = google.requests.flatMap(({ body }) => body['conferenceData']?.createRequest.requestId ?? [])
  expect(new Set(ids).size).toBe(2)
})

test('a service account signs in with its key', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-google-'))
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const keyFile = path.join(folder, 'key.json')
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' })
  writeFileSync(keyFile, JSON.stringify({ client_email: 'desk@project.iam.gserviceaccount.com', private_key: key }))
  const credentials = { keyFile, subject: 'desk@parley.test' }
  meetings = googleMeetings({ calendarId: 'primary', credentials, baseUrl: google.url })
  expect(await meetings.createMeeting(MEETING)).toMatchObject({ joinUrl: LINK })
  expect(google.tokensIssued).toBe(1)
  rmSync(folder, { recursive: true })
})

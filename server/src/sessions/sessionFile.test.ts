import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import ICAL from 'ical.js'
import { changeSession, inHours } from '../../test/sessions.ts'
import { type Actor, openTicket, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'

let app: TestApp
let mira: Actor, otto: Actor, ada: Actor
let ticket: { id: string }
beforeAll(async () => {
  app = await testApp({ jobs: false })
  ;[mira, otto, ada] = await Promise.all([
    app.actor('buyer', 'Mira'),
    app.actor('buyer', 'Otto'),
    app.actor('agent', 'Ada'),
  ])
})
beforeEach(async () => {
  ticket = await openTicket(app, mira)
})
afterAll(() => app.close())

const change = (actor: Actor, mutation: string, input: object) => changeSession(app, actor, mutation, input)
const schedule = () => change(ada, 'scheduleSession', { ticketId: ticket.id, startsAt: inHours(48) })
const file = (actor: Actor | null, url: string) =>
  fetch(app.url + url, { redirect: 'manual', headers: actor ? { Authorization: `Bearer ${actor.token}` } : {} })
const eventIn = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text) as never)
  return { method: calendar.getFirstPropertyValue('method'), events: calendar.getAllSubcomponents('vevent') }
}

test('the calendar file is one event with a rising SEQUENCE, and names others’ addresses to staff only', async () => {
  const { session } = await schedule()
  const sessionId = session.id
  const read = async (actor: Actor) => {
    const response = await file(actor, session.icsUrl)
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const text = await response.text()
    const { method, events } = eventIn(text)
    const event = new ICAL.Event(events[0])
    return {
      method,
      count: events.length,
      uid: event.uid,
      sequence: event.sequence,
      at: event.startDate.toJSDate(),
      text,
    }
  }
  const first = await read(mira)
  const startsAt = inHours(70)
  await change(ada, 'moveSession', { sessionId, startsAt })
  const second = await read(mira)
  await change(ada, 'cancelSession', { sessionId })
  const third = await read(mira)
  expect([first, second, third].map(({ method, count, sequence }) => [method, count, sequence])).toEqual([
    ['REQUEST', 1, 0],
    ['REQUEST', 1, 1],
    ['CANCEL', 1, 2],
  ])
  expect(new Set([first.uid, second.uid, third.uid]).size).toBe(1)
  expect(second.at).toEqual(new Date(startsAt))
  expect(first.text).not.toContain('broken lamp')
  const unfolded = (text: string) => text.replace(/\r\n[ \t]/g, '')
  expect(unfolded(first.text)).toContain(mira.email)
  expect(unfolded(first.text)).not.toContain(ada.email)
  expect(unfolded((await read(ada)).text)).toContain(mira.email)
  expect(unfolded(first.text)).toMatch(/^SUMMARY:Parley: session about \w+-\d+$/m)
  const german = await fetch(app.url + session.icsUrl, {
    headers: { Authorization: `Bearer ${mira.token}`, 'Accept-Language': 'de-AT, en;q=0.5' },
  })
  expect(unfolded(await german.text())).toMatch(/^SUMMARY:Parley: Termin zu \w+-\d+$/m)
})

test('others get neither the file nor the meeting', async () => {
  const { session } = await schedule()
  const join = `/sessions/${uuidIn(session.id)}/join`
  for (const url of [session.icsUrl, join]) expect((await file(otto, url)).status).toBe(404)
  expect((await file(null, session.icsUrl)).status).toBe(401)
  expect((await file(null, join)).headers.get('location')).toBe('/')
  expect((await file(mira, join)).headers.get('location')).toBe(session.joinUrl)
  for (const url of [
    '/sessions/x.ics',
    '/sessions/x',
    '/sessions/',
    `${join}/more`,
    session.icsUrl.replace('.ics', ''),
  ])
    expect([url, (await file(mira, url)).status]).toEqual([url, 404])
  await change(ada, 'cancelSession', { sessionId: session.id })
  expect((await file(mira, join)).status).toBe(410)
  const headers = { Authorization: `Bearer ${mira.token}`, 'Accept-Language': 'ar' }
  const told = await fetch(app.url + join, { headers })
  expect([told.headers.get('content-type'), await told.text()]).toEqual([
    'text/plain; charset=utf-8',
    'أُلغيت الجلسة.\n',
  ])
})

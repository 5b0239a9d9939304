import { expect, test } from '@jest/globals'
import ICAL from 'ical.js'
import { type CalendarEvent, calendarFile } from './calendarFile.ts'

const EVENT: CalendarEvent = {
  uid: 'session@parley',
  sequence: 0,
  isCancelled: false,
  startsAt: new Date('2027-03-28T00:30:00Z'),
  endsAt: new Date('2027-03-28T01:30:00Z'),
  createdAt: new Date('2027-03-01T00:00:00Z'),
  updatedAt: new Date('2027-03-02T00:00:00Z'),
  title: 'Parley: session about TC-0001',
  joinUrl: 'https://meet.jit.si/parley-0123',
  organizer: { name: 'Ada', email: 'desk@parley.test' },
  attendees: [{ name: 'Mira', email: 'mira@parley.test', answer: null }],
}

function parsed(event: CalendarEvent) {
  const file = new ICAL.Component(ICAL.parse(calendarFile(event)) as never)
  const events = file.getAllSubcomponents('vevent')
  expect(events.length).toBe(1)
  return { method: file.getFirstPropertyValue('method'), event: new ICAL.Event(events[0]), raw: events[0]! }
}

test('an invitation is one event with times in UTC, people and a link', () => {
  const { method, event, raw } = parsed(EVENT)
  expect(method).toBe('REQUEST')
  expect([event.uid, event.sequence, event.summary]).toEqual(['session@parley', 0, EVENT.title])
  expect(event.startDate.toJSDate()).toEqual(EVENT.startsAt)
  expect(event.endDate.toJSDate()).toEqual(EVENT.endsAt)
  expect(raw.getFirstProperty('dtstart')!.toICALString()).toBe('DTSTART:20270328T003000Z')
  expect(event.organizer).toMatch(/^mailto:desk@parley.test$/i)
  const [mira] = event.attendees
  expect(mira!.getFirstValue()).toMatch(/^mailto:mira@parley.test$/i)
  expect([mira!.getParameter('partstat'), mira!.getParameter('cn')]).toEqual(['NEEDS-ACTION', 'Mira'])
  expect(raw.getFirstPropertyValue('url')).toBe(EVENT.joinUrl)
})

test('a cancellation has the same UID and a higher SEQUENCE', () => {
  const { method, event, raw } = parsed({ ...EVENT, isCancelled: true, sequence: 2 })
  expect([method, raw.getFirstPropertyValue('status')]).toEqual(['CANCEL', 'CANCELLED'])
  expect([event.uid, event.sequence]).toEqual(['session@parley', 2])
})

// Berlin skips 2:00–3:00 on 28 March 2027 and repeats it on 31 October; New York changes on other days.
test.each([
  ['2027-03-28T00:59:00Z', 'Europe/Berlin', '01:59', '20:59'],
  ['2027-03-28T01:00:00Z', 'Europe/Berlin', '03:00', '21:00'],
  ['2027-10-31T00:30:00Z', 'Europe/Berlin', '02:30', '20:30'],
  ['2027-10-31T01:30:00Z', 'Europe/Berlin', '02:30', '21:30'],
])('%s is the same instant around changes of daylight saving time', (at, zone, there, newYork) => {
  const startsAt = new Date(at)
  const { event } = parsed({ ...EVENT, startsAt, endsAt: new Date(startsAt.getTime() + 30 * 60_000) })
  const shown = (timeZone: string) =>
    event.startDate.toJSDate().toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
  expect([shown(zone), shown('America/New_York')]).toEqual([there, newYork])
  expect(event.endDate.toJSDate().getTime() - startsAt.getTime()).toBe(30 * 60_000)
})

test.each(['Mira "M"; Co, Ltd: x', 'Mira\r\nATTENDEE:mailto:other@parley.test', 'Ünïcödé 漢字 '.repeat(12)])(
  'a hostile name (%j) adds nothing to the file',
  (name) => {
    const attendees = [{ name, email: 'mira@parley.test', answer: 'accepted' as const }]
    const { event } = parsed({ ...EVENT, attendees, organizer: { name, email: 'desk@parley.test' }, title: name })
    expect(event.attendees.length).toBe(1)
    expect(event.attendees[0]!.getFirstValue()).toMatch(/mira@parley.test/i)
    expect(event.attendees[0]!.getParameter('partstat')).toBe('ACCEPTED')
  },
)

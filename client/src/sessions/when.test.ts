import { expect, test } from '@jest/globals'
import { differs, minutesOf, span, stateOf } from './when.ts'

const session = {
  startsAt: '2027-03-28T00:30:00.000Z',
  endsAt: '2027-03-28T01:30:00.000Z',
  cancelledAt: null,
  outcome: null,
}
const at = (time: string) => new Date(`2027-03-28T${time}:00.000Z`)

test.each([
  ['00:29', {}, 'scheduled'],
  ['00:30', {}, 'now'],
  ['01:30', {}, 'ended'],
  ['01:30', { outcome: 'MISSED' as const }, 'MISSED'],
  ['00:29', { cancelledAt: session.startsAt }, 'cancelled'],
])('at %s with %j a session is %s', (time, more, state) => {
  expect(stateOf({ ...session, ...more }, at(time))).toBe(state)
})

test('a session over a change of daylight saving time keeps its length and shows local times', () => {
  expect(minutesOf(session)).toBe(60)
  // Berlin skips 2:00 to 3:00 that night.
  expect(span(session.startsAt, session.endsAt, 'Europe/Berlin')).toMatch(/1:30.*3:30/)
  expect(span(session.startsAt, session.endsAt, 'America/New_York')).toMatch(/Mar 27.*8:30.*9:30/)
})

test('zones differ only if their clocks differ at that moment', () => {
  expect(differs('2027-01-10T12:00:00Z', 'Europe/Berlin', 'Europe/Paris')).toBe(false)
  expect(differs('2027-01-10T12:00:00Z', 'Europe/London', 'Africa/Abidjan')).toBe(false)
  expect(differs('2027-07-10T12:00:00Z', 'Europe/London', 'Africa/Abidjan')).toBe(true)
})

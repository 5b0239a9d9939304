import { afterEach, describe, expect, it } from '@jest/globals'
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Client } from 'urql'
import { fromValue } from 'wonka'
import { agent, renderIn, silentClient } from '../../test/render.tsx'
import type { PersonWorkFragment, StaffAvailabilityFragment } from './availability.generated.ts'
import { useAvailabilityText } from './availabilityText.ts'
import { intervalsOf, isValidWeek, weekOf } from './week.ts'
import { WorkingHours } from './WorkingHours.tsx'

afterEach(cleanup)

const available = {
  state: 'AVAILABLE' as const,
  until: null,
  openTickets: 5,
  loadLimit: 8,
  isAway: false,
  awayUntil: null,
  awayNote: null,
}
// A Friday, in the time zone of the machine.
const now = new Date(2026, 10, 27, 12, 0)
const until = (...date: [number, number, number, number]) => new Date(...date).toISOString()

const Text = ({ availability }: StaffAvailabilityFragment) => useAvailabilityText()(availability, now)

describe('the availability of a staff member', () => {
  it.each<[string, StaffAvailabilityFragment['availability'], string]>([
    ['available with a limit', available, '5 of 8 tickets'],
    ['away until they are back', { ...available, state: 'OFF' as const, isAway: true }, 'Away'],
    ['available without one', { ...available, loadLimit: null }, '5 tickets'],
    ['at work, but not online', { ...available, state: 'AWAY' }, 'Away'],
    ['off for the day', { ...available, state: 'OFF', until: until(2026, 10, 27, 14) }, 'Off until 2:00 PM'],
    ['off for the weekend', { ...available, state: 'OFF', until: until(2026, 10, 30, 9) }, 'Off until Mon 9:00 AM'],
    ['off for weeks', { ...available, state: 'OFF', until: until(2026, 11, 14, 9) }, 'Off until Dec 14'],
    ['off for good', { ...available, state: 'OFF' }, 'Off'],
    ['no staff', null, ''],
  ])('%s', (_, availability, text) => {
    const { container } = renderIn(<Text availability={availability} />)
    expect(container.textContent?.replace(/[\u202f\u00a0]/g, ' ').replace(',', '')).toBe(text)
  })
})

describe('a working week', () => {
  it('ends a day at midnight, and goes on at midnight of the next', () => {
    const week = {
      ...weekOf([]),
      MONDAY: [{ from: '22:00', until: '00:00' }],
      TUESDAY: [{ from: '00:00', until: '06:00' }],
    }
    expect(isValidWeek(week)).toBe(true)
    expect(intervalsOf(week)[0]).toEqual({ weekday: 'MONDAY', from: '22:00', until: '24:00' })
    expect(weekOf(intervalsOf(week)).TUESDAY).toEqual(week.TUESDAY)
  })
  it.each([
    ['an end before the start', [{ from: '17:00', until: '09:00' }]],
    [
      'an overlap',
      [
        { from: '13:00', until: '17:00' },
        { from: '09:00', until: '13:30' },
      ],
    ],
    ['a missing time', [{ from: '', until: '17:00' }]],
  ])('does not accept %s', (_, hours) => {
    expect(isValidWeek({ ...weekOf([]), MONDAY: hours })).toBe(false)
  })

  it('is edited day by day and saved as a whole', async () => {
    const sent: unknown[] = []
    const client = {
      ...silentClient,
      executeMutation: ({ variables }: { variables: { input: unknown } }) => {
        sent.push(variables.input)
        return fromValue({ data: { setWorkingHours: { person: null, errors: [] } } })
      },
    } as unknown as Client
    const person = {
      id: 'u2',
      name: agent.name,
      isErased: false,
      timeOff: [],
      availability: null,
      workingHours: { timeZone: 'Europe/Berlin', intervals: [{ weekday: 'MONDAY', from: '08:00', until: '12:00' }] },
    } as unknown as PersonWorkFragment
    renderIn(<WorkingHours person={person} />, { viewer: agent, client })
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Add hours on Tuesday' }))
    await user.click(screen.getByRole('button', { name: 'Remove the last hours on Monday' }))
    await user.click(screen.getByRole('button', { name: 'Save hours' }))
    expect(sent).toEqual([
      {
        userId: 'u2',
        timeZone: 'Europe/Berlin',
        intervals: [{ weekday: 'TUESDAY', from: '09:00', until: '17:00' }],
      },
    ])
  })
})

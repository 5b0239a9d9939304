import { useLocale, useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import type { StaffAvailabilityFragment } from './availability.generated.ts'

const DAY_MS = 86_400_000

/** "Away until 14:00: lunch", "Off until Mon 9:00", "Away", "5 of 8 tickets"; null for people who are not staff. */
export const useAvailabilityText = (): ((
  availability: StaffAvailabilityFragment['availability'],
  now?: Date,
) => string | null) => {
  const t = useTranslations('availability')
  const locale = useLocale()
  return (availability, now = new Date()) => {
    if (!availability) return null
    const { state, until, openTickets, loadLimit, isAway, awayUntil, awayNote } = availability
    if (isAway) {
      const when = awayUntil ? whenText(locale, new Date(awayUntil), now) : ''
      return t('awayUntil', {
        hasEnd: String(awayUntil !== null),
        when,
        hasNote: String(awayNote !== null),
        note: isolated(awayNote ?? ''),
      })
    }
    if (state === 'OFF') return until ? t('offUntil', { when: whenText(locale, new Date(until), now) }) : t('off')
    if (state === 'AWAY') return t('away')
    return loadLimit === null
      ? t('tickets', { count: openTickets })
      : t('load', { count: openTickets, limit: loadLimit })
  }
}

/** The time today, the weekday and time within the week, else the date. */
const whenText = (locale: string, date: Date, now: Date): string => {
  const days = Math.round((startOfDay(date) - startOfDay(now)) / DAY_MS)
  const time: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' }
  const day: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' }
  if (days === 0) return new Intl.DateTimeFormat(locale, time).format(date)
  if (days < 7) return new Intl.DateTimeFormat(locale, { weekday: 'short', ...time }).format(date)
  return new Intl.DateTimeFormat(locale, day).format(date)
}

const startOfDay = (date: Date): number => new Date(date).setHours(0, 0, 0, 0)

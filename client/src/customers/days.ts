import { dateFormat } from '../lib/locale.ts'
import type { CustomerTimelineQuery } from './customers.generated.ts'

/** One thing that happened with a person. */
export type CustomerMoment = NonNullable<CustomerTimelineQuery['customerTimeline']>['edges'][number]['node']

/** A day of a timeline: its date, or the word for it. */
type Day = { key: string; label: string | { word: 'today' | 'yesterday' }; moments: CustomerMoment[] }

const DAY_MS = 86_400_000
const startOfDay = (date: Date): number => new Date(date).setHours(0, 0, 0, 0)

const nameOf = (date: Date, now: Date): Day['label'] => {
  const days = Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS)
  if (days <= 0) return { word: 'today' }
  if (days === 1) return { word: 'yesterday' }
  const isThisYear = date.getFullYear() === now.getFullYear()
  return dateFormat({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(date)
}

/** Moments, newest first, by the day of this browser on which they happened. */
export const daysOf = (moments: readonly CustomerMoment[], now: Date): Day[] => {
  const days: Day[] = []
  for (const moment of moments) {
    const date = new Date(moment.entry.at)
    const key = String(startOfDay(date))
    const last = days.at(-1)
    if (last?.key === key) last.moments.push(moment)
    else days.push({ key, label: nameOf(date, now), moments: [moment] })
  }
  return days
}

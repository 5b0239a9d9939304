import { dayName } from '../lib/days.ts'
import { startOfDay } from '../lib/time.ts'
import type { CustomerTimelineQuery } from './customers.generated.ts'

/** One thing that happened with a person. */
export type CustomerMoment = NonNullable<CustomerTimelineQuery['customerTimeline']>['edges'][number]['node']

/** A day of a timeline: its date, or the word for it. */
type Day = { key: string; label: ReturnType<typeof dayName>; moments: CustomerMoment[] }

/** Moments, newest first, by the day of this browser on which they happened. */
export const daysOf = (moments: readonly CustomerMoment[], now: Date): Day[] => {
  const days: Day[] = []
  for (const moment of moments) {
    const date = new Date(moment.entry.at)
    const key = String(startOfDay(date))
    const last = days.at(-1)
    if (last?.key === key) last.moments.push(moment)
    else days.push({ key, label: dayName(date, now, 'long'), moments: [moment] })
  }
  return days
}

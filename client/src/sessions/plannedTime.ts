import { now, parseAbsolute, type ZonedDateTime } from '@internationalized/date'
import { ownZone } from './when.ts'

/** A time as it is being chosen. */
export interface PlannedTime {
  /** Null while a part of it is missing. */
  at: ZonedDateTime | null
  zone: string
  minutes: number
}

/** The next full hour from tomorrow's on, for half an hour. */
export const tomorrow = (): PlannedTime => {
  const zone = ownZone()
  return { at: now(zone).add({ days: 1, hours: 1 }).set({ minute: 0, second: 0, millisecond: 0 }), zone, minutes: 30 }
}

/** The time of a session, in the viewer's time zone. */
export const timeFrom = (startsAt: string, minutes: number): PlannedTime => {
  const zone = ownZone()
  return { at: parseAbsolute(startsAt, zone), zone, minutes }
}

/** A chosen time as the API takes it. */
export const isoOf = (at: ZonedDateTime): string => at.set({ second: 0, millisecond: 0 }).toAbsoluteString()

import { inUnit, inUnits } from '../lib/time.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const SECONDS = { second: 1, minute: MINUTE, hour: HOUR, day: DAY }
type Unit = keyof typeof SECONDS

/** "45s", "12m", "3h 20m", "2d 4h": the two largest units, and one from ten of it on. */
export const duration = (seconds: number): string => {
  const whole = Math.round(seconds)
  if (whole < MINUTE) return inUnit(whole, 'second')
  if (whole < 10 * MINUTE) return two(whole, 'minute', 'second')
  const minutes = Math.round(whole / MINUTE)
  if (minutes < 60) return inUnit(minutes, 'minute')
  if (minutes < 10 * 60) return two(minutes * MINUTE, 'hour', 'minute')
  const hours = Math.round(whole / HOUR)
  if (hours < 24) return inUnit(hours, 'hour')
  return hours < 10 * 24 ? two(hours * HOUR, 'day', 'hour') : inUnit(Math.round(whole / DAY), 'day')
}

/** Steps of an axis: round in the unit in which they are shown. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((days) => days * DAY),
]
const INTERVALS_MAX = 5

/** The values of an axis that reaches from 0 to at least `most`: 0, 2h, 4h, 6h. */
export const durationTicks = (most: number): number[] => {
  const step = STEPS.find((one) => most <= one * INTERVALS_MAX) ?? STEPS.at(-1)!
  return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, index) => index * step)
}

/** The remainder is a whole number of the smaller unit. */
const two = (seconds: number, unit: Unit, smaller: Unit): string => {
  const rest = (seconds % SECONDS[unit]) / SECONDS[smaller]
  const first = inUnit(seconds / SECONDS[unit], unit)
  return rest > 0 ? inUnits(first, inUnit(rest, smaller)) : first
}

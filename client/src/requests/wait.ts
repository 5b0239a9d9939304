import { inUnit, inUnits } from '../lib/time.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** A waiting time: "45s", "3m", "2h 5m", "3d". */
export const waited = (since: string, now: Date): string => {
  const ms = Math.max(0, now.getTime() - new Date(since).getTime())
  if (ms < MINUTE) return inUnit(ms / SECOND, 'second')
  if (ms < HOUR) return inUnit(ms / MINUTE, 'minute')
  if (ms < 24 * HOUR) return inUnits(inUnit(ms / HOUR, 'hour'), inUnit((ms % HOUR) / MINUTE, 'minute'))
  return inUnit(ms / (24 * HOUR), 'day')
}

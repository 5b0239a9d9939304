import { statement } from '../platform/database/statement.ts'
import { checkTimeZone } from '../platform/timeZone.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockWorkSettings } from './lockWorkSettings.ts'
import { canSetHours } from './policy.ts'

/** An interval of a working week: local times as “09:00”, of which the last may be “24:00”. Weekday 1 is Monday. */
export interface WorkingInterval {
  weekday: number
  from: string
  until: string
}

/** More than anybody needs: four for each day. */
const INTERVALS_MAX = 28
const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/

const writeZone = statement('UPDATE work_settings SET time_zone = $2 WHERE user_id = $1')
const clear = statement('DELETE FROM working_hours WHERE user_id = $1')
const write = statement(`
  INSERT INTO working_hours (user_id, weekday, start_minute, end_minute)
  SELECT $1, h.weekday, h.start, h.end FROM jsonb_to_recordset($2::jsonb) AS h (weekday int, start int, "end" int)`)

/** Replaces the working hours of a staff member; without any they work at all times. */
export async function setWorkingHours(
  viewer: Viewer,
  input: { userId: string; timeZone: string; hours: readonly WorkingInterval[] },
): Promise<void> {
  if (!canSetHours(viewer, { id: input.userId }))
    throw new UserError('FORBIDDEN', 'Only admins can set the working hours of others.')
  const hours = checkedHours(input.hours)
  await checkTimeZone(input.timeZone)
  await lockWorkSettings(input.userId)
  await writeZone.rows(input.userId, input.timeZone)
  await clear.rows(input.userId)
  await write.rows(input.userId, JSON.stringify(hours))
}

function checkedHours(intervals: readonly WorkingInterval[]): { weekday: number; start: number; end: number }[] {
  const wrong = (message: string) => new UserError('VALIDATION', message, ['input', 'hours'])
  if (intervals.length > INTERVALS_MAX) throw wrong(`At most ${INTERVALS_MAX} intervals.`)
  const hours = intervals
    .map(({ weekday, from, until }) => {
      if (!TIME.test(from) || !TIME.test(until)) throw wrong('Times are written as “09:00”.')
      return { weekday, start: minuteOf(from), end: minuteOf(until) }
    })
    .toSorted((a, b) => a.weekday - b.weekday || a.start - b.start)
  hours.forEach(({ weekday, start, end }, index) => {
    const before = hours[index - 1]
    if (start >= end) throw wrong('Each interval ends after it starts, on the same day.')
    if (before?.weekday === weekday && start < before.end) throw wrong('Intervals of a day must not overlap.')
  })
  return hours
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

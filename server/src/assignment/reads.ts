import type { TeamAssignment } from '../generated/prisma/client.ts'
import { statement } from '../platform/database/statement.ts'
import type { WorkingInterval } from './setWorkingHours.ts'

/** When and how much a staff member works. */
export interface Work {
  userId: string
  timeZone: string
  loadLimit: number | null
  openTickets: number
  isWorking: boolean
  /** When somebody who is off works again; null if not within a year. */
  worksAgainAt: Date | null
  hours: WorkingInterval[]
  /** What they say themselves; null if nothing. An until of null: until they are back. */
  away: { until: string | null; note: string | null } | null
}

/** A time off that is not over. */
export interface TimeOff {
  id: string
  userId: string
  from: Date
  until: Date
}

const time = (minute: string) => `lpad((${minute} / 60)::text, 2, '0') || ':' || lpad((${minute} % 60)::text, 2, '0')`

const work = statement<Work & Record<string, unknown>>(`
  SELECT u.id AS "userId", coalesce(w.time_zone, 'UTC') AS "timeZone", w.load_limit AS "loadLimit", open_tickets_of(u.id) AS "openTickets",
    works_at(u.id, now()) AS "isWorking", CASE WHEN NOT works_at(u.id, now()) THEN works_again_at(u.id, now()) END AS "worksAgainAt",
    coalesce((SELECT json_agg(json_build_object('weekday', h.weekday, 'from', ${time('h.start_minute')}, 'until', ${time('h.end_minute')})
      ORDER BY h.weekday, h.start_minute) FROM working_hours h WHERE h.user_id = u.id), '[]') AS hours,
    (SELECT json_build_object('until', CASE WHEN isfinite(o.ends_at) THEN o.ends_at END, 'note', o.note)
      FROM time_off o WHERE o.user_id = u.id AND o.is_away AND o.ends_at > now() LIMIT 1) AS away
  FROM users u LEFT JOIN work_settings w ON w.user_id = u.id WHERE u.id = ANY ($1::uuid[]) AND u.role IN ('agent', 'admin')`)

const timeOff = statement<TimeOff & Record<string, unknown>>(`
  SELECT id, user_id AS "userId", starts_at AS "from", ends_at AS "until" FROM time_off
  WHERE user_id = ANY ($1::uuid[]) AND ends_at > now() AND NOT is_away ORDER BY starts_at, id`)

const teams = statement<{ name: string; assignment: TeamAssignment }>(
  'SELECT name, assignment FROM teams WHERE name = ANY ($1::text[])',
)

/** For those of these people who are staff: when and how much they work. In no particular order. */
export const readWork = (userIds: readonly string[]): Promise<Work[]> => work.rows(userIds)

/** The times off of these people that are not over, soonest first. */
export const readTimeOff = (userIds: readonly string[]): Promise<TimeOff[]> => timeOff.rows(userIds)

/** How the tickets of these teams are assigned, in no particular order. */
export const readAssignment = (names: readonly string[]): Promise<{ name: string; assignment: TeamAssignment }[]> =>
  teams.rows(names)

import { addressOf, filePath, joinPath } from '../sessions/sessionFile.ts'
import { readProblem } from '../platform/meetings/problem.ts'
import { column, type Field, made, many, person, type Row, value } from './field.ts'
import { globalId } from './globalId.ts'

/** Requesters have no right to read these columns. */
const forStaff = (name: string): Field =>
  value(({ t, scope }) => (scope.name === 'staff' ? `${t}.${name}` : 'NULL::text'))
const problem = ({ t, scope }: Row): string => (scope.name === 'staff' ? `to_json(${t}.meeting_problem)` : 'NULL::json')
const id = ({ t }: Row): string => `to_json(${t}.id)`

/** A meeting: a row of sessions. */
export const SESSION: Record<string, Field> = {
  id: globalId('Session'),
  host: person(({ t }) => `${t}.host_id`),
  startsAt: column('starts_at'),
  endsAt: column('ends_at'),
  timeZone: column('time_zone'),
  provider: column('provider'),
  joinUrl: made(
    ({ t }) => `json_build_array(${t}.id, ${t}.join_url)`,
    ([session, url]: [string, string | null], { services }) =>
      url ?? addressOf(joinPath(session), services.post.publicUrl),
  ),
  hasMeetingLink: value(({ t }) => `${t}.join_url IS NOT NULL`),
  meetingState: column('meeting_state'),
  meetingProblem: forStaff('meeting_problem'),
  meetingProblemReason: made(problem, (text: string | null) => (text === null ? null : readProblem(text).reason)),
  meetingIsRetried: made(problem, (text: string | null) => text !== null && readProblem(text).isRetried),
  cancelledAt: column('cancelled_at'),
  outcome: column('outcome'),
  outcomeNote: forStaff('outcome_note'),
  icsUrl: made(id, (session: string, { services }) => addressOf(filePath(session), services.post.publicUrl)),
  responses: many(
    ({ t: session }, t) => `session_attendees ${t} WHERE ${t}.session_id = ${session}.id ORDER BY ${t}.user_id`,
  ),
}

/** An invited person: a row of session_attendees. */
export const SESSION_ATTENDEE: Record<string, Field> = {
  user: person(({ t }) => `${t}.user_id`),
}

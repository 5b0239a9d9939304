import { ENTRY_TYPES } from '../log/schema.kinds.ts'
import { column, data, type Field, knownPerson, one, person, type Sql, value } from './field.ts'
import { globalId } from './globalId.ts'
import { EVENT_OF_MESSAGE } from './messages.ts'

const entry: Record<string, Field> = {
  id: globalId('Entry', ({ t }) => `${t}.ticket_id || ':' || ${t}.shown_seq`),
  seq: column('shown_seq'),
  at: column('at'),
  audience: column('audience'),
  actor: person(({ t }) => `${t}.actor_id`),
}

const idIn =
  (name: string): Sql =>
  ({ t }) =>
    `(${t}.data ->> '${name}')::uuid`
const isKind = (...kinds: string[]): Field =>
  value(({ t }) => `${t}.kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')})`)
/** Null for everyone but staff. */
const forStaff = (name: string, type = 'text'): Field =>
  value(({ t, scope }) => (scope.name === 'staff' ? `(${t}.data ->> '${name}')::${type}` : `NULL::${type}`))
const flag = (name: string): Field => value(({ t }) => `coalesce((${t}.data ->> '${name}')::boolean, false)`)

const ENTRIES: Record<string, Record<string, Field>> = {
  MessageEntry: {
    message: one(
      ({ t: event }, t) =>
        `(SELECT m.*, e.* FROM ticket_messages m, (SELECT ${EVENT_OF_MESSAGE.replaceAll('e.', `${event}.`)}) e WHERE m.id = ${event}.message_id) ${t}`,
      () => 'true',
    ),
  },
  StatusEntry: { from: data('from'), to: data('to') },
  PriorityEntry: { from: data('from'), to: data('to') },
  RenameEntry: { from: data('from'), to: data('to') },
  TagsEntry: { added: data('added', 'jsonb'), removed: data('removed', 'jsonb') },
  ScreenShareEntry: { started: isKind('screen_share_started') },
  AssignmentEntry: {
    assignee: knownPerson(idIn('assigneeId')),
    team: data('team'),
    claimed: isKind('claimed'),
    reason: forStaff('reason'),
    previous: knownPerson((row) => (row.scope.name === 'staff' ? idIn('from')(row) : 'NULL::uuid')),
    awayMinutes: forStaff('minutes', 'int'),
  },
  ChatRequestEntry: {
    request: one(({ t: event }, t) => `chat_requests ${t} WHERE ${t}.id = (${event}.data ->> 'requestId')::uuid`),
    change: data('status'),
    fromStart: flag('fromStart'),
  },
  ParticipantEntry: { person: knownPerson(idIn('userId')), joined: isKind('participant_added') },
  RatingEntry: {
    score: data('score', 'int'),
    previousScore: data('from', 'int'),
    isCommented: flag('isCommented'),
    rating: one(({ t: event }, t) => `ticket_ratings ${t} WHERE ${t}.id = (${event}.data ->> 'ratingId')::uuid`),
  },
  CaseEntry: {
    change: column('kind'),
    side: data('side'),
    isAfterDeadline: flag('afterDeadline'),
    outcome: data('outcome'),
    isAboutAppeal: value(
      ({ t }) => `(${t}.data ? 'outcome') AND ${t}.data -> 'appealId' IS DISTINCT FROM 'null'::jsonb`,
    ),
  },
  SessionEntry: {
    session: one(({ t: event }, t) => `sessions ${t} WHERE ${t}.id = (${event}.data ->> 'sessionId')::uuid`),
    change: column('kind'),
    response: data('response'),
    outcome: data('outcome'),
    movedTo: value(({ t }) => `coalesce(${t}.data ->> 'to', ${t}.data ->> 'proposedStartsAt')::timestamptz`),
  },
  ConfidentialEntry: { confidential: data('confidential', 'boolean') },
  EmergencyAccessEntry: { reason: data('reason') },
  LegalHoldEntry: { held: isKind('legal_hold_set') },
  ShopAskedInEntry: {
    withHistory: data('withHistory', 'boolean'),
    seller: one(
      ({ t: event }, t) => `sellers ${t} WHERE ${t}.id = (${event}.data ->> 'sellerId')::uuid`,
      ({ t }) => `${t}.data ->> 'sellerId' IS NOT NULL`,
    ),
  },
  ShopAssignmentEntry: { person: person(idIn('userId')) },
}

/** The types of a timeline's entries: rows of ticket_events with `shown_seq`. */
export const ENTRY_FIELDS = Object.fromEntries(
  Object.entries(ENTRIES).map(([type, fields]) => [type, { ...entry, ...fields }]),
)

/** Which events are entries of a type. Those of other types are left to graphql-js. */
export const ENTRY_KINDS: Record<string, Sql> = Object.fromEntries(
  Object.keys(ENTRIES).map((type) => {
    const kinds = Object.entries(ENTRY_TYPES).flatMap(([kind, of]) => (of === type ? [`'${kind}'`] : []))
    return [type, ({ t }) => `${t}.kind IN (${kinds.join(', ')})`]
  }),
)

/** A request to join: a row of chat_requests. */
export const CHAT_REQUEST: Record<string, Field> = {
  id: globalId('ChatRequest'),
  isLiveChat: column('live'),
  requester: person(({ t }) => `${t}.requester_id`),
}

/** A rating: a row of ticket_ratings. */
export const RATING: Record<string, Field> = {}

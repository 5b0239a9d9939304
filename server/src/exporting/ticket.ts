import { statement } from '../platform/database/statement.ts'

interface Person {
  name: string
  role: string
}

/** A message of an exported ticket; the body is null once it is deleted. */
export interface ExportedMessage {
  id: string
  seq: number
  at: string
  author: Person | null
  senderRole: string
  internalNote: boolean
  body: string | null
  editedAt: string | null
  /** The id of the message that it quotes. */
  quotes: string | null
  reactions: { emoji: string; by: Person; at: string }[]
  deletedAt: string | null
  files: { id: string; name: string; type: string; bytes: number; externalUrl: string | null }[]
}

/** An entry of an exported ticket's history. */
export interface ExportedEvent {
  seq: number
  at: string
  kind: string
  actor: Person | null
  /** The other person it is about: an assignee or a participant. */
  person: Person | null
  internal: boolean
  data: Record<string, unknown>
}

/** A rating of a resolution by the requester. */
export interface ExportedRating {
  score: number
  comment: string | null
  resolvedAt: string
  ratedAt: string
  changedAt: string
}

/** A ticket as admins export it: docs/export-format.md. */
export interface ExportedTicket {
  number: string
  subject: string
  status: string
  priority: string
  type: string
  tags: string[]
  team: string
  createdAt: string
  resolvedAt: string | null
  requester: Person & { email: string }
  assignee: Person | null
  shop: string | null
  participants: Person[]
  legalHold: { reason: string; setAt: string } | null
  privateNotes: string
  messages: ExportedMessage[]
  history: ExportedEvent[]
  sessions: object[]
  requests: object[]
  ratings: ExportedRating[]
}

const person = (id: string) =>
  `(SELECT json_build_object('name', p.name, 'role', p.role) FROM users p WHERE p.id = ${id})`

const FILES = `(SELECT coalesce(json_agg(json_build_object('id', a.id, 'name', a.file_name, 'type', a.content_type, 'bytes', a.size,
  'externalUrl', a.external_url) ORDER BY a.position, a.id), '[]') FROM attachments a WHERE a.message_id = m.id AND a.state = 'attached')`
const REACTIONS = `(SELECT coalesce(json_agg(json_build_object('emoji', r.emoji, 'by', ${person('r.user_id')}, 'at', r.at) ORDER BY r.at), '[]')
  FROM message_reactions r WHERE r.message_id = m.id)`
const MESSAGES = `(SELECT coalesce(json_agg(json_build_object('id', m.id, 'seq', e.seq, 'at', m.created_at, 'author', ${person('m.author_id')},
  'senderRole', m.sender_type, 'internalNote', m.audience = 'staff', 'audience', m.audience, 'body', m.body, 'editedAt', m.edited_at, 'deletedAt', m.deleted_at, 'quotes', m.quoted_message_id, 'reactions', ${REACTIONS},
  'files', ${FILES}) ORDER BY e.seq), '[]')
  FROM ticket_messages m JOIN ticket_events e ON e.message_id = m.id AND e.kind = 'message_added' WHERE m.ticket_id = t.id)`
const HISTORY = `(SELECT coalesce(json_agg(json_build_object('seq', e.seq, 'at', e.at, 'kind', e.kind, 'actor', ${person('e.actor_id')},
  'person', ${person(`coalesce(e.data ->> 'assigneeId', e.data ->> 'userId')::uuid`)}, 'internal', e.audience = 'staff', 'audience', e.audience, 'data', e.data)
  ORDER BY e.seq), '[]') FROM ticket_events e WHERE e.ticket_id = t.id)`
const SESSIONS = `(SELECT coalesce(json_agg(json_build_object('id', s.id, 'host', ${person('s.host_id')}, 'startsAt', s.starts_at, 'endsAt', s.ends_at,
  'cancelledAt', s.cancelled_at, 'outcome', s.outcome, 'note', s.outcome_note) ORDER BY s.starts_at, s.id), '[]') FROM sessions s WHERE s.ticket_id = t.id)`
const REQUESTS = `(SELECT coalesce(json_agg(json_build_object('id', r.id, 'requester', ${person('r.requester_id')}, 'at', r.created_at, 'status', r.status,
  'reason', w.reason, 'note', w.note) ORDER BY r.created_at, r.id), '[]')
  FROM chat_requests r LEFT JOIN chat_request_words w ON w.request_id = r.id WHERE r.ticket_id = t.id)`
const RATINGS = `(SELECT coalesce(json_agg(json_build_object('score', r.score, 'comment', r.comment, 'resolvedAt', r.resolved_at, 'ratedAt', r.rated_at,
  'changedAt', r.updated_at) ORDER BY r.rated_at, r.id), '[]') FROM ticket_ratings r WHERE r.ticket_id = t.id)`

// One statement reads one snapshot.
const read = statement<{ id: string; ticket: ExportedTicket }>(`
  SELECT t.id, json_build_object('number', t.ticket_number, 'subject', t.subject, 'status', t.status, 'priority', t.priority, 'type', t.ticket_type,
    'tags', t.tags, 'team', t.team, 'createdAt', t.created_at, 'resolvedAt', t.resolved_at,
    'requester', (SELECT json_build_object('name', p.name, 'role', p.role, 'email', p.email) FROM users p WHERE p.id = t.requester_id),
    'assignee', ${person('t.assignee_id')}, 'shop', (SELECT s.shop_name FROM sellers s WHERE s.id = t.seller_id),
    'participants', (SELECT coalesce(json_agg(json_build_object('name', p.name, 'role', p.role) ORDER BY p.name, p.id), '[]') FROM users p
      WHERE p.id = ANY (t.participant_ids || t.former_ids)),
    'legalHold', (SELECT json_build_object('reason', h.reason, 'setAt', h.set_at) FROM legal_holds h WHERE h.ticket_id = t.id),
    'privateNotes', coalesce((SELECT n.body FROM ticket_notes n WHERE n.ticket_id = t.id), ''),
    'messages', ${MESSAGES}, 'history', ${HISTORY}, 'sessions', ${SESSIONS}, 'requests', ${REQUESTS}, 'ratings', ${RATINGS}) AS ticket
  FROM support_tickets t WHERE t.ticket_number = $1`)
const utc = statement(`SET LOCAL timezone = 'UTC'`)

/** Everything about the ticket with this number, as the viewer (an admin) may read it; undefined if it does not exist. */
export async function exportTicket(number: string): Promise<{ id: string; ticket: ExportedTicket } | undefined> {
  await utc.rows()
  return read.first(number)
}

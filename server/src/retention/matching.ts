import type { RetentionKind } from '../generated/prisma/client.ts'

/** What a kind of rule matches and removes, as SQL. Parameters: the statuses ($1; all if empty) and the age in days ($2). */
interface Matching {
  /** FROM and WHERE of what is removed; `t` is its ticket. */
  rows: string
  /** The id of a matching row. */
  id: string
  /** For rows that belong to tickets: removes those of one ticket ($3), which is locked, and returns them. */
  removeIn?: readonly string[]
  /** For other rows: their table. */
  table?: 'notifications' | 'audit_log'
}

const CUTOFF = 'now() - make_interval(days => $2)'
const IN_STATUS = '(cardinality($1::ticket_status[]) = 0 OR t.status = ANY ($1::ticket_status[]))'
/** A condition on the ticket `t` of a matching row. */
export const HELD = 'EXISTS (SELECT FROM legal_holds h WHERE h.ticket_id = t.id)'

const MESSAGES = `ticket_messages m JOIN support_tickets t ON t.id = m.ticket_id
  WHERE m.deleted_at IS NULL AND m.created_at < ${CUTOFF} AND ${IN_STATUS}`
const COMMENTS = `ticket_ratings r JOIN support_tickets t ON t.id = r.ticket_id
  WHERE r.comment IS NOT NULL AND r.updated_at < ${CUTOFF} AND ${IN_STATUS}`
const FILES = `attachments a JOIN ticket_messages m ON m.id = a.message_id JOIN support_tickets t ON t.id = m.ticket_id
  WHERE a.state = 'attached' AND m.created_at < ${CUTOFF} AND ${IN_STATUS}`
// The age of a ticket counts from its end or its last message, whichever is later.
const TICKETS = `support_tickets t WHERE ${IN_STATUS}
  AND greatest(t.created_at, t.resolved_at, (SELECT max(m.created_at) FROM ticket_messages m WHERE m.ticket_id = t.id)) < ${CUTOFF}`

const discard = (matching: string) => `
  UPDATE attachments SET state = 'pending_deletion' WHERE id IN (SELECT a.id FROM ${matching} AND t.id = $3) RETURNING id`

/** Every kind of rule. */
export const MATCHING: Record<RetentionKind, Matching> = {
  messages: {
    rows: `(SELECT m.id, m.ticket_id FROM ${MESSAGES} UNION ALL SELECT r.id, r.ticket_id FROM ${COMMENTS}) x
      JOIN support_tickets t ON t.id = x.ticket_id WHERE true`,
    id: 'x.id',
    removeIn: [
      discard(FILES),
      `DELETE FROM chat_request_words WHERE request_id IN (SELECT m.id FROM ${MESSAGES} AND t.id = $3)`,
      `WITH wiped AS (
        UPDATE ticket_messages SET body = NULL, deleted_at = clock_timestamp() WHERE id IN (SELECT m.id FROM ${MESSAGES} AND t.id = $3)
        RETURNING id, ticket_id, audience, created_at),
      deleted AS (
        INSERT INTO ticket_events (ticket_id, kind, audience, message_id)
        SELECT ticket_id, 'message_deleted', audience, id FROM wiped ORDER BY created_at, id RETURNING message_id),
      commented AS (
        UPDATE ticket_ratings SET comment = NULL WHERE id IN (SELECT r.id FROM ${COMMENTS} AND t.id = $3) RETURNING id)
      SELECT message_id FROM deleted UNION ALL SELECT id FROM commented`,
    ],
  },
  files: { rows: FILES, id: 'a.id', removeIn: [discard(FILES)] },
  tickets: {
    rows: TICKETS,
    id: 't.id',
    removeIn: [
      `UPDATE attachments SET state = 'pending_deletion' WHERE message_id IN (
        SELECT m.id FROM ticket_messages m WHERE m.ticket_id IN (SELECT t.id FROM ${TICKETS} AND t.id = $3))`,
      `DELETE FROM support_tickets WHERE id IN (SELECT t.id FROM ${TICKETS} AND t.id = $3) RETURNING id`,
    ],
  },
  notifications: {
    rows: `notifications n LEFT JOIN support_tickets t ON t.id = n.ticket_id WHERE n.created_at < ${CUTOFF} AND $1::ticket_status[] IS NOT NULL`,
    id: 'n.id',
    table: 'notifications',
  },
  audit: {
    rows: `audit_log e LEFT JOIN support_tickets t ON e.target_type = 'ticket' AND t.id = e.target_id
      WHERE e.at < ${CUTOFF} AND $1::ticket_status[] IS NOT NULL`,
    id: 'e.id',
    table: 'audit_log',
  },
}

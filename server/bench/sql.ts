/**
 * The limit: one prepared statement for each page, which returns it as ready JSON, built from whole rows. `$1` of the
 * reads is the agent who looks.
 */
const inboxSql = (unread: string, lastMessage: string) => `
  SELECT coalesce(json_agg(x), '[]')::text AS json FROM (
    SELECT to_jsonb(t) AS ticket, to_jsonb(r) AS requester, to_jsonb(a) AS assignee, ${unread} AS unread_count,
      to_jsonb(m) AS last_message, to_jsonb(author) AS last_author
    FROM (SELECT * FROM support_tickets ORDER BY updated_at DESC, id DESC LIMIT 25) t
    LEFT JOIN users r ON r.id = t.requester_id
    LEFT JOIN users a ON a.id = t.assignee_id
    LEFT JOIN read_markers k ON k.ticket_id = t.id AND k.user_id = $1
    LEFT JOIN LATERAL (${lastMessage}) m ON true
    LEFT JOIN users author ON author.id = m.author_id
    ORDER BY t.updated_at DESC, t.id DESC) x`

/** The inbox as FACTS.md's limit has it: unread messages are counted, the last message is looked for. */
export const INBOX = inboxSql(
  `(SELECT count(*) FROM ticket_events e WHERE e.ticket_id = t.id AND e.kind = 'message_added' AND e.seq > coalesce(k.seq, 0))`,
  `SELECT m.* FROM ticket_events e JOIN ticket_messages m ON m.id = e.message_id
   WHERE e.ticket_id = t.id AND e.kind = 'message_added' ORDER BY e.seq DESC LIMIT 1`,
)

/** The same from counters that are kept. */
export const INBOX_KEPT = inboxSql(
  't.message_count - coalesce(k.message_count, 0)',
  'SELECT m.* FROM ticket_messages m WHERE m.id = t.last_message_id',
)

/** The newest 25 texts with the words `$1`, with their tickets and messages. */
export const SEARCH = `
  SELECT coalesce(json_agg(x), '[]')::text AS json FROM (
    SELECT d.at, to_jsonb(t) AS ticket, to_jsonb(m) AS message, to_jsonb(u) AS author
    FROM (SELECT id, ticket_id, at FROM search_documents WHERE vector @@ websearch_to_tsquery('simple', $1) ORDER BY at DESC, id DESC LIMIT 25) d
    JOIN support_tickets t ON t.id = d.ticket_id
    LEFT JOIN ticket_messages m ON m.id = d.id
    LEFT JOIN users u ON u.id = m.author_id
    ORDER BY d.at DESC) x`

/** The last 50 messages of ticket `$1`, with their authors. */
export const THREAD = `
  SELECT coalesce(json_agg(x), '[]')::text AS json FROM (
    SELECT e.seq, to_jsonb(m) AS message, to_jsonb(u) AS author
    FROM (SELECT * FROM ticket_events WHERE ticket_id = $1 AND kind = 'message_added' ORDER BY seq DESC LIMIT 50) e
    JOIN ticket_messages m ON m.id = e.message_id
    LEFT JOIN users u ON u.id = m.author_id
    ORDER BY e.seq) x`

/** Message `$2` with the body `$4`, by agent `$3`, in ticket `$1`: the ticket, the message and its event, and nothing else. */
export const REPLY = `
  WITH t AS (
    UPDATE support_tickets SET last_seq = last_seq + 1, public_seq = public_seq + 1, message_count = message_count + 1,
      public_message_count = public_message_count + 1, last_message_id = $2, public_last_message_id = $2,
      updated_at = now(), public_updated_at = now(), waiting_on = 'requester'
    WHERE id = $1 RETURNING id, last_seq, public_seq, message_count, public_message_count),
  m AS (
    INSERT INTO ticket_messages (id, ticket_id, author_id, sender_type, body) SELECT $2, id, $3, 'agent', $4 FROM t RETURNING *),
  e AS (
    INSERT INTO ticket_events (ticket_id, seq, public_seq, message_count, public_message_count, kind, actor_id, message_id, data)
    SELECT t.id, last_seq, public_seq, message_count, public_message_count, 'message_added', $3, m.id, '{"sender": "agent"}' FROM t, m)
  SELECT to_jsonb(m)::text AS json FROM m`

/** Tickets `$1` to priority `$2`, by agent `$3`: those that have another, each with its event, and one hint. */
export const BATCH = `
  WITH held AS (SELECT id, priority AS was FROM support_tickets WHERE id = ANY ($1::uuid[]) AND priority <> $2::ticket_priority ORDER BY id FOR UPDATE),
  t AS (
    UPDATE support_tickets t SET priority = $2::ticket_priority, last_seq = last_seq + 1, public_seq = public_seq + 1, updated_at = now(), public_updated_at = now()
    FROM held WHERE t.id = held.id RETURNING t.*, held.was),
  e AS (
    INSERT INTO ticket_events (ticket_id, seq, public_seq, message_count, public_message_count, kind, actor_id, data)
    SELECT id, last_seq, public_seq, message_count, public_message_count, 'priority_changed', $3, jsonb_build_object('from', was, 'to', priority) FROM t)
  SELECT coalesce(json_agg(to_jsonb(t)), '[]')::text AS json, pg_notify('parley', 't:' || string_agg(t.id::text, ',')) FROM t`

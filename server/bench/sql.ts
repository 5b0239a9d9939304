/**
 * The limit: one prepared statement for each page, past all row-level security, which returns as ready JSON everything that the
 * client's document asks for, built from whole rows. What follows from the row itself (permissions, links, sides) is not computed.
 */
const person = (name: string) => `to_jsonb(${name})`

/** `$1` is the agent who looks. The view's filter is a constant of the statement. */
const inboxSql = (condition: string) => `
  SELECT json_build_object('total', (SELECT count(*) FROM support_tickets t WHERE ${condition}), 'horizon', pg_snapshot_xmin(pg_current_snapshot())::text,
    'tickets', (SELECT coalesce(json_agg(x), '[]') FROM (
      SELECT to_jsonb(t) AS ticket, ${person('r')} AS requester, ${person('a')} AS assignee, ${person('sa')} AS shop_assignee, to_jsonb(s) AS seller,
        star.user_id IS NOT NULL AS is_starred, t.message_count - coalesce(k.message_count, 0) AS unread_count, left(m.body, 160) AS snippet
      FROM (SELECT * FROM support_tickets t WHERE ${condition} ORDER BY updated_at DESC, id DESC LIMIT 50) t
      LEFT JOIN users r ON r.id = t.requester_id
      LEFT JOIN users a ON a.id = t.assignee_id
      LEFT JOIN users sa ON sa.id = t.shop_assignee_id
      LEFT JOIN sellers s ON s.id = t.seller_id
      LEFT JOIN read_markers k ON k.ticket_id = t.id AND k.user_id = $1
      LEFT JOIN ticket_stars star ON star.ticket_id = t.id AND star.user_id = $1
      LEFT JOIN ticket_messages m ON m.id = t.last_message_id
      ORDER BY t.updated_at DESC, t.id DESC) x))::text AS json`

/** All tickets, the latest changes first. */
export const INBOX = inboxSql('true')

/** Those of the view with which an agent's screen opens. */
export const INBOX_OPEN = inboxSql(`t.status IN ('open', 'in_progress')`)

/** The numbers of the rail, as agent `$1`. */
export const COUNTS = `
  SELECT to_jsonb(x)::text AS json FROM (
    SELECT count(*) AS total, count(*) FILTER (WHERE status = 'open') AS open, count(*) FILTER (WHERE status = 'in_progress') AS in_progress,
      count(*) FILTER (WHERE status = 'resolved') AS resolved, count(*) FILTER (WHERE status = 'closed') AS closed,
      count(*) FILTER (WHERE t.message_count > coalesce(k.message_count, 0)) AS unread,
      (SELECT count(*) FROM ticket_stars WHERE user_id = $1) AS starred, count(*) FILTER (WHERE assignee_id = $1) AS mine,
      count(*) FILTER (WHERE assignee_id IS NULL AND status IN ('open', 'in_progress') AND (addressed_to = 'staff' OR escalated_at IS NOT NULL)) AS unassigned,
      count(*) FILTER (WHERE waiting_on = 'requester') AS waiting_on_requester, count(*) FILTER (WHERE waiting_on = 'staff') AS waiting_on_staff,
      count(*) FILTER (WHERE escalated_at IS NOT NULL AND status IN ('open', 'in_progress')) AS disputed
    FROM support_tickets t LEFT JOIN (SELECT ticket_id, message_count FROM read_markers WHERE user_id = $1) k ON k.ticket_id = t.id) x`

/** A page of the log of ticket `$1`, as agent `$2`, with authors, readers, files and mentions. */
const threadSql = (condition: string) => `
  WITH readers AS MATERIALIZED (
    SELECT k.seq, k.public_seq, k.user_id, ${person('p')} AS person FROM read_markers k JOIN users p ON p.id = k.user_id
    WHERE k.ticket_id = $1 AND k.user_id <> $2)
  SELECT json_build_object('ticket', to_jsonb(t), 'requester', ${person('r')}, 'seller', to_jsonb(s), 'marker', to_jsonb(k),
    'entries', (SELECT coalesce(json_agg(x), '[]') FROM (
      SELECT to_jsonb(e) AS event, ${person('u')} AS actor, to_jsonb(m) AS message,
        (SELECT json_agg(v.person) FROM readers v WHERE v.user_id <> e.actor_id AND (v.seq >= e.seq OR v.public_seq >= e.public_seq)) AS readers,
        CASE WHEN m.attachment_count > 0 THEN (SELECT json_agg(to_jsonb(f)) FROM attachments f WHERE f.message_id = m.id) END AS files,
        CASE WHEN e.data ? 'mentions' THEN (SELECT json_agg(${person('p')}) FROM users p
          WHERE p.id IN (SELECT x::uuid FROM jsonb_array_elements_text(e.data -> 'mentions') x)) END AS mentions,
        (SELECT i.id FROM inbound_mails i WHERE i.message_id = m.id LIMIT 1) AS mail
      FROM (SELECT * FROM ticket_events e WHERE e.ticket_id = $1 ${condition} ORDER BY e.seq DESC LIMIT 50) e
      LEFT JOIN ticket_messages m ON m.id = e.message_id
      LEFT JOIN users u ON u.id = e.actor_id
      ORDER BY e.seq) x))::text AS json
  FROM support_tickets t
  LEFT JOIN users r ON r.id = t.requester_id
  LEFT JOIN sellers s ON s.id = t.seller_id
  LEFT JOIN read_markers k ON k.ticket_id = t.id AND k.user_id = $2
  WHERE t.id = $1`

/** The end of a ticket's log. */
export const THREAD = threadSql('')

/** The 50 entries before seq `$3`. */
export const OLDER = threadSql('AND e.seq < $3')

/** The newest 50 texts with the words `$1`, with their tickets and messages: no ranking, excerpts or typing errors. */
export const SEARCH = `
  SELECT coalesce(json_agg(x), '[]')::text AS json FROM (
    SELECT d.at, to_jsonb(t) AS ticket, ${person('r')} AS requester, to_jsonb(s) AS seller, to_jsonb(m) AS message, ${person('u')} AS author
    FROM (SELECT id, ticket_id, at FROM search_documents WHERE vector @@ websearch_to_tsquery('simple', $1) ORDER BY at DESC, id DESC LIMIT 50) d
    JOIN support_tickets t ON t.id = d.ticket_id
    LEFT JOIN users r ON r.id = t.requester_id
    LEFT JOIN sellers s ON s.id = t.seller_id
    LEFT JOIN ticket_messages m ON m.id = d.id
    LEFT JOIN users u ON u.id = m.author_id
    ORDER BY d.at DESC) x`

/** Message `$2` with the body `$4`, by agent `$3`, in ticket `$1`: the ticket, the message and its event; both come back with their people. */
export const REPLY = `
  WITH t AS (
    UPDATE support_tickets SET last_seq = last_seq + 1, public_seq = public_seq + 1, message_count = message_count + 1,
      public_message_count = public_message_count + 1, last_message_id = $2::uuid, public_last_message_id = $2::uuid,
      updated_at = now(), public_updated_at = now(), waiting_on = 'requester',
      last_key = hashtext($2::uuid::text), public_last_key = hashtext($2::uuid::text)
    WHERE id = $1 RETURNING *),
  m AS (
    INSERT INTO ticket_messages (id, ticket_id, author_id, sender_type, body) SELECT $2::uuid, id, $3, 'agent', $4 FROM t RETURNING *),
  e AS (
    INSERT INTO ticket_events (ticket_id, seq, public_seq, key, message_count, public_message_count, kind, actor_id, message_id, data)
    SELECT t.id, last_seq, public_seq, last_key, message_count, public_message_count, 'message_added', $3, m.id, '{"sender": "agent"}' FROM t, m)
  SELECT json_build_object('message', to_jsonb(m), 'author', ${person('u')}, 'ticket', to_jsonb(t), 'requester', ${person('r')}, 'assignee', ${person('a')},
    'shop_assignee', ${person('sa')}, 'seller', to_jsonb(s), 'notes', to_jsonb(n), 'marker', to_jsonb(k),
    'participants', (SELECT json_agg(${person('p')}) FROM ticket_participants w JOIN users p ON p.id = w.user_id WHERE w.ticket_id = t.id AND w.left_at IS NULL))::text AS json
  FROM t CROSS JOIN m
  LEFT JOIN users u ON u.id = $3
  LEFT JOIN users r ON r.id = t.requester_id
  LEFT JOIN users a ON a.id = t.assignee_id
  LEFT JOIN users sa ON sa.id = t.shop_assignee_id
  LEFT JOIN sellers s ON s.id = t.seller_id
  LEFT JOIN ticket_notes n ON n.ticket_id = t.id
  LEFT JOIN read_markers k ON k.ticket_id = t.id AND k.user_id = $3`

/** Tickets `$1` to priority `$2`, by agent `$3`: those that have another, each with its event, and one hint. */
export const BATCH = `
  WITH held AS (SELECT id, priority AS was FROM support_tickets WHERE id = ANY ($1::uuid[]) AND priority <> $2::ticket_priority ORDER BY id FOR UPDATE),
  t AS (
    UPDATE support_tickets t SET priority = $2::ticket_priority, last_seq = last_seq + 1, public_seq = public_seq + 1, updated_at = now(), public_updated_at = now(),
      last_key = hashtext(t.id::text || t.last_seq), public_last_key = hashtext(t.id::text || t.last_seq)
    FROM held WHERE t.id = held.id RETURNING t.*, held.was),
  e AS (
    INSERT INTO ticket_events (ticket_id, seq, public_seq, key, message_count, public_message_count, kind, actor_id, data)
    SELECT id, last_seq, public_seq, last_key, message_count, public_message_count, 'priority_changed', $3, jsonb_build_object('from', was, 'to', priority) FROM t)
  SELECT coalesce(json_agg(json_build_object('ticket', to_jsonb(t), 'assignee', ${person('a')})), '[]')::text AS json, pg_notify('parley', 't:' || string_agg(t.id::text, ','))
  FROM t LEFT JOIN users a ON a.id = t.assignee_id`

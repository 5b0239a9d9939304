import type pg from 'pg'
import { COUNT_CHECKS } from './countInvariants.ts'
import { HISTORY_CHECKS } from './historyInvariants.ts'
import { SHOP_SIDE_CHECKS } from './shopSideInvariants.ts'

/**
 * The invariants of every ticket's log, as SQL that finds violations: rows of (ticket, what). Times taken by triggers one after
 * another differ by microseconds, so times are compared with a second's tolerance.
 */
const CHECKS: Record<string, string> = {
  'seq is not 1..n': `
    SELECT ticket_id AS ticket, format('%s events, seq %s to %s', count(*), min(seq), max(seq)) AS what
    FROM ticket_events GROUP BY ticket_id HAVING min(seq) <> 1 OR max(seq) <> count(*) OR count(DISTINCT seq) <> count(*)`,

  'public_seq is not 1..n, in the order of seq, of what the requester’s side may see': `
    SELECT ticket_id AS ticket, format('seq %s has public_seq %s instead of %s', seq, public_seq, expected) AS what
    FROM (SELECT ticket_id, seq, public_seq, CASE WHEN audience IN ('participants', 'requester') THEN
        count(*) FILTER (WHERE audience IN ('participants', 'requester')) OVER (PARTITION BY ticket_id ORDER BY seq) END AS expected
      FROM ticket_events) e
    WHERE public_seq IS DISTINCT FROM expected`,

  'an event counts the messages up to it wrong': `
    SELECT ticket_id AS ticket, format('seq %s counts %s and %s instead of %s and %s', seq, message_count, public_message_count, e_all, e_public) AS what
    FROM (SELECT ticket_id, seq, message_count, public_message_count,
        count(*) FILTER (WHERE kind = 'message_added') OVER up_to AS e_all,
        count(*) FILTER (WHERE kind = 'message_added' AND audience IN ('participants', 'requester')) OVER up_to AS e_public
      FROM ticket_events WINDOW up_to AS (PARTITION BY ticket_id ORDER BY seq)) e
    WHERE (message_count, public_message_count) IS DISTINCT FROM (e_all, e_public)`,

  'a ticket does not hold what its log adds up to': `
    SELECT t.id AS ticket, format('(%s, %s, %s, %s, %s, %s) instead of (%s, %s, %s, %s, %s, %s)',
      t.last_seq, t.public_seq, t.message_count, t.public_message_count, t.last_message_id, t.public_last_message_id,
      coalesce(e.n, 0), coalesce(e.n_public, 0), coalesce(e.messages, 0), coalesce(e.messages_public, 0), e.last_message, e.last_public) AS what
    FROM support_tickets t LEFT JOIN (
      SELECT ticket_id, count(*) AS n, count(public_seq) AS n_public,
        count(*) FILTER (WHERE kind = 'message_added') AS messages,
        count(*) FILTER (WHERE kind = 'message_added' AND audience IN ('participants', 'requester')) AS messages_public,
        (array_agg(message_id ORDER BY seq DESC) FILTER (WHERE kind = 'message_added'))[1] AS last_message,
        (array_agg(message_id ORDER BY seq DESC) FILTER (WHERE kind = 'message_added' AND audience IN ('participants', 'requester')))[1] AS last_public
      FROM ticket_events GROUP BY ticket_id) e ON e.ticket_id = t.id
    WHERE (t.last_seq, t.public_seq, t.message_count, t.public_message_count) IS DISTINCT FROM
        (coalesce(e.n, 0), coalesce(e.n_public, 0), coalesce(e.messages, 0), coalesce(e.messages_public, 0))
      OR t.last_message_id IS DISTINCT FROM e.last_message OR t.public_last_message_id IS DISTINCT FROM e.last_public`,

  'a ticket does not hold the keys of its newest events': `
    SELECT t.id AS ticket, format('(%s, %s) instead of (%s, %s)', t.last_key, t.public_last_key, e.key, p.key) AS what
    FROM support_tickets t JOIN ticket_events e ON e.ticket_id = t.id AND e.seq = t.last_seq
    LEFT JOIN ticket_events p ON p.ticket_id = t.id AND p.public_seq = t.public_seq
    WHERE (t.last_key, t.public_last_key) IS DISTINCT FROM (e.key, coalesce(p.key, 0))`,

  'updated_at is not the time of the newest event': `
    SELECT t.id AS ticket, format('%s and %s instead of %s and %s', t.updated_at, t.public_updated_at, e.newest, e.newest_public) AS what
    FROM support_tickets t JOIN (
      SELECT ticket_id, max(at) AS newest, max(at) FILTER (WHERE audience IN ('participants', 'requester')) AS newest_public
      FROM ticket_events GROUP BY ticket_id) e ON e.ticket_id = t.id
    WHERE abs(extract(epoch FROM t.updated_at - greatest(e.newest, t.created_at))) > 60
      OR abs(extract(epoch FROM t.public_updated_at - greatest(e.newest_public, t.created_at))) > 60`,

  'a message and its event do not agree': `
    SELECT m.ticket_id AS ticket, format('message %s', m.id) AS what
    FROM ticket_messages m LEFT JOIN ticket_events e ON e.message_id = m.id AND e.kind = 'message_added'
    GROUP BY m.id HAVING count(e.id) <> 1 OR bool_or(
      e.ticket_id <> m.ticket_id OR e.audience <> m.audience OR e.actor_id IS DISTINCT FROM m.author_id
      OR e.data ->> 'sender' IS DISTINCT FROM m.sender_type::text)`,

  'the status is not the last one in the log, or resolved_at does not fit it': `
    SELECT t.id AS ticket, format('%s, resolved at %s, after %s', t.status, t.resolved_at, s.to) AS what
    FROM support_tickets t LEFT JOIN (
      SELECT DISTINCT ON (ticket_id) ticket_id, data ->> 'to' AS to FROM ticket_events
      WHERE kind = 'status_changed' ORDER BY ticket_id, seq DESC) s ON s.ticket_id = t.id
    WHERE (s.to IS NOT NULL AND s.to <> t.status::text) OR (t.status IN ('resolved', 'closed')) <> (t.resolved_at IS NOT NULL)`,

  // waiting_on: the ticket's creation and every reopening set it to staff, unless an undo restores another value; each shared
  // message of a person sets it to the other side; messages in an ended ticket change nothing.
  'waiting_on or waiting_since does not match the log': `
    WITH log AS (
      SELECT ticket_id, seq, at, kind = 'status_changed' AS is_status, data ->> 'sender' AS sender, audience, actor_id,
        data ->> 'waitingOn' AS restored, (data ->> 'waitingSince')::timestamptz AS restored_since,
        data ->> 'from' IN ('resolved', 'closed') AS was_ended, data ->> 'to' IN ('resolved', 'closed') AS is_ended,
        count(*) FILTER (WHERE kind = 'status_changed') OVER (PARTITION BY ticket_id ORDER BY seq) AS phase
      FROM ticket_events
      WHERE kind = 'status_changed' OR (kind = 'message_added' AND audience <> 'staff' AND data ->> 'sender' <> 'system')),
    phases AS (
      SELECT *, first_value(is_ended) OVER (PARTITION BY ticket_id, phase ORDER BY seq) AS phase_ended FROM log),
    began AS (
      SELECT t.id, t.created_at, t.addressed_to = 'shop' AS to_shop, t.participant_ids, t.shop_participant_ids, coalesce(l.was_ended, t.status IN ('resolved', 'closed')) AS ended
      FROM support_tickets t LEFT JOIN log l ON l.ticket_id = t.id AND l.is_status AND l.phase = 1
      WHERE t.escalated_at IS NULL),
    marks AS (
      SELECT id AS ticket_id, 0 AS seq, CASE WHEN to_shop THEN 'shop' ELSE 'staff' END AS side, created_at AS at, true AS fresh FROM began
      UNION ALL
      SELECT l.ticket_id, l.seq, coalesce(l.restored, CASE WHEN b.to_shop THEN 'shop' ELSE 'staff' END), coalesce(l.restored_since, l.at), true
      FROM log l JOIN began b ON b.id = l.ticket_id WHERE l.is_status AND l.was_ended AND NOT l.is_ended
      UNION ALL
      SELECT p.ticket_id, p.seq, CASE
          WHEN p.sender NOT IN ('buyer', 'seller') THEN CASE p.audience WHEN 'shop' THEN 'shop' ELSE 'requester' END
          WHEN NOT b.to_shop OR p.audience <> 'participants' THEN 'staff'
          WHEN p.actor_id = ANY (b.participant_ids) AND p.actor_id <> ALL (b.shop_participant_ids) THEN 'shop' ELSE 'requester' END, p.at, false
      FROM phases p JOIN began b ON b.id = p.ticket_id
      WHERE NOT p.is_status AND NOT CASE WHEN p.phase > 0 THEN p.phase_ended ELSE b.ended END),
    turns AS (
      SELECT *, fresh OR side IS DISTINCT FROM lag(side) OVER (PARTITION BY ticket_id ORDER BY seq) AS begins FROM marks),
    last_turn AS (
      SELECT DISTINCT ON (ticket_id) ticket_id, side, at FROM turns WHERE begins ORDER BY ticket_id, seq DESC)
    SELECT t.id AS ticket, format('%s since %s instead of %s since %s', t.waiting_on, t.waiting_since, l.side, l.at) AS what
    FROM support_tickets t JOIN last_turn l ON l.ticket_id = t.id
    WHERE CASE WHEN t.status IN ('resolved', 'closed') THEN t.waiting_on IS NOT NULL OR t.waiting_since IS NOT NULL
      ELSE t.waiting_on::text IS DISTINCT FROM l.side OR t.waiting_since IS NULL
        OR abs(extract(epoch FROM t.waiting_since - l.at)) > 60 END`,

  'an open ticket is assigned to a person who is disabled or no longer staff': `
    SELECT t.id AS ticket, format('%s, %s, disabled at %s', u.name, u.role, u.disabled_at) AS what
    FROM support_tickets t JOIN users u ON u.id = t.assignee_id
    WHERE t.status IN ('open', 'in_progress') AND (u.disabled_at IS NOT NULL OR u.role NOT IN ('agent', 'admin'))`,

  'the assignee is not the last one in the log': `
    SELECT t.id AS ticket, format('%s instead of %s', t.assignee_id, a.id) AS what
    FROM support_tickets t JOIN (
      SELECT DISTINCT ON (ticket_id) ticket_id, data ->> 'assigneeId' AS id FROM ticket_events
      WHERE kind IN ('assigned', 'claimed', 'unclaimed') ORDER BY ticket_id, seq DESC) a ON a.ticket_id = t.id
    WHERE t.assignee_id::text IS DISTINCT FROM a.id`,

  'a read marker counts the messages up to it wrong': `
    SELECT r.ticket_id AS ticket, format('%s at (%s, %s) counts (%s, %s)', r.user_id, r.seq, r.public_seq, r.message_count, r.public_message_count) AS what
    FROM read_markers r JOIN support_tickets t ON t.id = r.ticket_id
    LEFT JOIN ticket_events e ON e.ticket_id = r.ticket_id AND e.seq = r.seq
    LEFT JOIN LATERAL (SELECT CASE r.side WHEN 'shop' THEN t.shop_seq ELSE t.public_seq END AS last_seq,
      CASE r.side WHEN 'shop' THEN t.shop_message_count ELSE t.public_message_count END AS messages) s ON true
    LEFT JOIN LATERAL (SELECT CASE r.side WHEN 'shop' THEN p.shop_message_count ELSE p.public_message_count END AS messages FROM ticket_events p
      WHERE p.ticket_id = r.ticket_id AND CASE r.side WHEN 'shop' THEN p.shop_seq ELSE p.public_seq END = r.public_seq) p ON true
    WHERE r.seq > t.last_seq OR r.public_seq > s.last_seq OR r.shop_seq > t.shop_seq OR r.message_count <> coalesce(e.message_count, 0)
      OR r.public_message_count < coalesce(p.messages, 0) OR r.public_message_count > s.messages`,

  'participant_ids are not the requester and the participants': `
    SELECT t.id AS ticket, t.participant_ids::text AS what FROM support_tickets t
    WHERE (SELECT array_agg(x ORDER BY x) FROM unnest(t.participant_ids) x) IS DISTINCT FROM
      (SELECT array_agg(x ORDER BY x) FROM (SELECT t.requester_id AS x UNION
        SELECT p.user_id FROM ticket_participants p WHERE p.ticket_id = t.id AND p.left_at IS NULL) y)`,

  'a ticket number is not like TC-0001': `
    SELECT id AS ticket, ticket_number AS what FROM support_tickets WHERE ticket_number !~ '^TC-[0-9]{4,}$'`,
}

/** The maximum number of examples of each violation. */
const EXAMPLES = 5

/**
 * Checks the log of a whole database and returns the violations as text; an empty list if there are none. `client` must see
 * everything: a superuser, or parley_maintenance with its identity.
 */
export async function logViolations(client: Pick<pg.ClientBase, 'query'>): Promise<string[]> {
  const violations: string[] = []
  for (const [name, sql] of Object.entries({ ...CHECKS, ...SHOP_SIDE_CHECKS, ...HISTORY_CHECKS, ...COUNT_CHECKS })) {
    const { rows } = await client.query<{ ticket: string; what: string }>(`${sql} LIMIT ${EXAMPLES}`)
    violations.push(...rows.map(({ ticket, what }) => `${name}: ticket ${ticket}, ${what}`))
  }
  return violations
}

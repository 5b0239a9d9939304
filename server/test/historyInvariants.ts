/**
 * Invariants of every ticket's history as a chain: each change starts from the result of the previous one, and the last one
 * matches the row. SQL that finds violations, as in logInvariants.ts, which checks these too.
 */
export const HISTORY_CHECKS: Record<string, string> = {
  'a change starts from a value that was not current': `
    SELECT ticket_id AS ticket, format('seq %s: %s from %s to %s, after %s', seq, kind, was, becomes, before) AS what
    FROM (SELECT ticket_id, seq, kind, data ->> 'from' AS was, data ->> 'to' AS becomes,
        lag(data ->> 'to') OVER (PARTITION BY ticket_id, kind ORDER BY seq) AS before
      FROM ticket_events WHERE kind IN ('status_changed', 'priority_changed', 'type_changed', 'renamed')) e
    WHERE was = becomes OR (before IS NOT NULL AND was IS DISTINCT FROM before)`,

  'the priority, type or subject is not the last one in the log': `
    SELECT t.id AS ticket, format('%s, %s and %s, after %s', t.priority, t.ticket_type, t.subject, e.becomes) AS what
    FROM support_tickets t JOIN (
      SELECT DISTINCT ON (ticket_id, kind) ticket_id, kind, data ->> 'to' AS becomes FROM ticket_events
      WHERE kind IN ('priority_changed', 'type_changed', 'renamed') ORDER BY ticket_id, kind, seq DESC) e ON e.ticket_id = t.id
    WHERE e.becomes <> CASE e.kind WHEN 'priority_changed' THEN t.priority::text WHEN 'renamed' THEN t.subject ELSE t.ticket_type::text END`,

  'a tag is added that was there, removed that was not, or not where the log leaves it': `
    WITH tags AS (
      SELECT e.ticket_id, e.seq, x.tag, x.added, lag(x.added) OVER per_tag AS before, lead(x.added) OVER per_tag IS NULL AS is_last
      FROM ticket_events e CROSS JOIN LATERAL (
        SELECT jsonb_array_elements_text(e.data -> 'added') AS tag, true AS added
        UNION ALL SELECT jsonb_array_elements_text(e.data -> 'removed'), false) x
      WHERE e.kind = 'tags_changed' WINDOW per_tag AS (PARTITION BY e.ticket_id, x.tag ORDER BY e.seq))
    SELECT t.id AS ticket, format('seq %s: %s', g.seq, g.tag) AS what
    FROM tags g JOIN support_tickets t ON t.id = g.ticket_id
    WHERE g.added = g.before OR (g.is_last AND g.added <> (g.tag = ANY (t.tags)))`,

  'a ticket was claimed from another assignee, or the assignee is not the last one in the log': `
    WITH owners AS (
      SELECT ticket_id, seq, kind, data ->> 'assigneeId' AS owner, lag(data ->> 'assigneeId') OVER per_ticket AS before,
        lead(seq) OVER per_ticket IS NULL AS is_last
      FROM ticket_events WHERE kind IN ('assigned', 'claimed', 'unclaimed') WINDOW per_ticket AS (PARTITION BY ticket_id ORDER BY seq))
    SELECT t.id AS ticket, format('seq %s: %s %s, after %s', o.seq, o.kind, o.owner, o.before) AS what
    FROM owners o JOIN support_tickets t ON t.id = o.ticket_id
    WHERE (o.kind = 'claimed' AND o.before IS NOT NULL) OR (o.kind = 'unclaimed' AND (o.owner IS NOT NULL OR (o.seq > 1 AND o.before = o.owner)))
      OR (o.is_last AND o.owner IS DISTINCT FROM t.assignee_id::text)`,

  'the team is not the last one in the log': `
    SELECT t.id AS ticket, format('%s, after %s', t.team, e.team) AS what
    FROM support_tickets t JOIN (
      SELECT DISTINCT ON (ticket_id) ticket_id, data ->> 'team' AS team FROM ticket_events WHERE data ? 'team' ORDER BY ticket_id, seq DESC) e
      ON e.ticket_id = t.id
    WHERE e.team <> t.team`,

  'a former participant wrote in a ticket': `
    SELECT m.ticket_id AS ticket, format('seq %s by %s', m.seq, m.actor_id) AS what
    FROM ticket_events m CROSS JOIN LATERAL (
      SELECT p.kind FROM ticket_events p LEFT JOIN chat_requests r ON r.id::text = p.data ->> 'requestId'
      WHERE p.ticket_id = m.ticket_id AND p.seq < m.seq AND (
        (p.kind IN ('participant_added', 'participant_removed') AND p.data ->> 'userId' = m.actor_id::text)
        OR (p.kind = 'chat_request_decided' AND p.data ->> 'status' = 'accepted' AND r.requester_id = m.actor_id))
      ORDER BY p.seq DESC LIMIT 1) last
    WHERE m.kind = 'message_added' AND m.data ->> 'sender' IN ('buyer', 'seller') AND last.kind = 'participant_removed'`,

  'a participant has a pending request': `
    SELECT t.id AS ticket, format('request %s', r.id) AS what
    FROM chat_requests r JOIN support_tickets t ON t.id = r.ticket_id
    WHERE r.status = 'pending' AND r.requester_id = ANY (t.participant_ids)`,

  'a request or a screen share and its events do not agree': `
    SELECT x.ticket_id AS ticket, format('%s: %s begun, %s ended', x.id, count(e.id) FILTER (WHERE e.kind = x.began), count(e.id) FILTER (WHERE e.kind = x.finished)) AS what
    FROM (
      SELECT id, ticket_id, decided_at IS NOT NULL AS over, 'requestId' AS key, 'chat_requested'::event_kind AS began, 'chat_request_decided'::event_kind AS finished
      FROM chat_requests WHERE NOT live
      UNION ALL
      SELECT id, ticket_id, ended_at IS NOT NULL, 'shareId', 'screen_share_started', 'screen_share_ended' FROM screen_shares) x
    LEFT JOIN ticket_events e ON e.ticket_id = x.ticket_id AND e.data ->> x.key = x.id::text
    GROUP BY x.id, x.ticket_id, x.over, x.began, x.finished
    HAVING count(e.id) FILTER (WHERE e.kind = x.began) <> 1 OR count(e.id) FILTER (WHERE e.kind = x.finished) <> x.over::int`,

  'a participant wrote in a ticket that had ended, and it was not reopened': `
    WITH log AS (
      SELECT ticket_id, seq, kind, data, audience, count(*) FILTER (WHERE kind = 'status_changed') OVER (PARTITION BY ticket_id ORDER BY seq) AS phase,
        lead(kind) OVER (PARTITION BY ticket_id ORDER BY seq) AS next_kind, lead(data ->> 'to') OVER (PARTITION BY ticket_id ORDER BY seq) AS next_to
      FROM ticket_events
      -- Reopened, a ticket may lose an assignee who has left: its own entry, before the change of the status.
      WHERE kind <> 'unclaimed' OR data ->> 'reason' IS DISTINCT FROM 'assignee_unavailable'),
    phases AS (
      SELECT *, first_value(data ->> 'to') OVER (PARTITION BY ticket_id, phase ORDER BY seq) AS status FROM log)
    SELECT ticket_id AS ticket, format('seq %s, while %s', seq, status) AS what FROM phases
    WHERE kind = 'message_added' AND audience = 'participants' AND data ->> 'sender' IN ('buyer', 'seller')
      AND phase > 0 AND status IN ('resolved', 'closed') AND (next_kind, next_to) IS DISTINCT FROM ('status_changed'::event_kind, 'open')`,
}

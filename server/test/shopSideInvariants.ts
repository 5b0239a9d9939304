/** Invariants of the shop's side of a ticket, as SQL that finds violations, as in logInvariants.ts, which checks these too. */
export const SHOP_SIDE_CHECKS: Record<string, string> = {
  'shop_seq is not 1..n, in the order of seq, of what the shop’s side may see, or is there without a shop’s side': `
    SELECT ticket_id AS ticket, format('seq %s has shop_seq %s instead of %s', seq, shop_seq, expected) AS what
    FROM (SELECT e.ticket_id, e.seq, e.shop_seq, CASE WHEN t.has_shop_side AND e.audience IN ('participants', 'shop') THEN
        count(*) FILTER (WHERE e.audience IN ('participants', 'shop')) OVER (PARTITION BY e.ticket_id ORDER BY e.seq) END AS expected
      FROM ticket_events e JOIN support_tickets t ON t.id = e.ticket_id) e
    WHERE shop_seq IS DISTINCT FROM expected`,

  'an event that the shop sees counts its messages wrong': `
    SELECT ticket_id AS ticket, format('shop_seq %s counts %s instead of %s', shop_seq, shop_message_count, expected) AS what
    FROM (SELECT ticket_id, shop_seq, shop_message_count, count(*) FILTER (WHERE kind = 'message_added') OVER (PARTITION BY ticket_id ORDER BY shop_seq) AS expected
      FROM ticket_events WHERE shop_seq IS NOT NULL) e
    WHERE shop_message_count IS DISTINCT FROM expected`,

  'a ticket does not hold what the log of its shop’s side adds up to': `
    SELECT t.id AS ticket, format('(%s, %s, %s, %s)', t.shop_seq, t.shop_message_count, t.shop_last_message_id, t.shop_last_key) AS what
    FROM support_tickets t LEFT JOIN (
      SELECT ticket_id, count(*) AS n, count(*) FILTER (WHERE kind = 'message_added') AS messages, max(at) AS newest,
        (array_agg(message_id ORDER BY shop_seq DESC) FILTER (WHERE kind = 'message_added'))[1] AS last_message,
        (array_agg(key ORDER BY shop_seq DESC))[1] AS key
      FROM ticket_events WHERE shop_seq IS NOT NULL GROUP BY ticket_id) e ON e.ticket_id = t.id
    WHERE t.has_shop_side AND ((t.shop_seq, t.shop_message_count, t.shop_last_key) IS DISTINCT FROM (coalesce(e.n, 0), coalesce(e.messages, 0), coalesce(e.key, 0))
      OR t.shop_last_message_id IS DISTINCT FROM e.last_message OR abs(extract(epoch FROM t.shop_updated_at - greatest(e.newest, t.created_at))) > 60)`,

  'a shop is on a side that is not there': `
    SELECT id AS ticket, format('%s, %s, %s', addressed_to, shop_access, has_shop_side) AS what FROM support_tickets
    WHERE (addressed_to = 'shop' AND shop_access <> 'shop') OR (shop_access = 'shop' AND NOT has_shop_side)
      OR NOT participant_ids @> shop_participant_ids`,

  'whose turn it is in the eyes of both sides is kept without a shop’s side, or for a ticket that has ended': `
    SELECT id AS ticket, format('%s, %s since %s', status, shared_waiting_on, shared_waiting_since) AS what FROM support_tickets
    WHERE (shared_waiting_on IS NULL) <> (shared_waiting_since IS NULL)
      OR (shared_waiting_on IS NOT NULL) <> (has_shop_side AND status NOT IN ('resolved', 'closed'))`,
}

import type pg from 'pg'

/** The minutes between two steps of a demo conversation: enough to show days and groups. */
const STEP_MINUTES = 23

// The other side has waited since this side's first message after its own.
const words = `kind = 'message_added' AND audience = 'participants' AND ticket_id = t.id`
const madeTheTurn = `((data ->> 'sender' IN ('buyer', 'seller')) = (t.waiting_on = 'staff'))`
const TURN_BEGAN = `SELECT min(at) FROM ticket_events WHERE ${words} AND ${madeTheTurn}
  AND seq > (SELECT coalesce(max(seq), 0) FROM ticket_events WHERE ${words} AND NOT ${madeTheTurn})`

/**
 * Moves a played conversation into the past, so that the demo desk looks used: it started `hoursAgo`, and its steps follow one
 * another. Only times change; the content stays as written by the product's operations.
 */
export async function spreadOverTime(pool: pg.Pool, ticketId: string, hoursAgo: number): Promise<void> {
  const step = Math.min(STEP_MINUTES, (hoursAgo * 60) / 12)
  const at = `now() - make_interval(mins => ($2 * 60)::int) + make_interval(secs => (e.seq - 1) * $3 * 60)`
  await pool.query(`UPDATE ticket_events e SET at = ${at} WHERE ticket_id = $1`, [ticketId, hoursAgo, step])
  await pool.query(
    `UPDATE ticket_messages m SET created_at = e.at FROM ticket_events e WHERE e.message_id = m.id AND e.kind = 'message_added' AND m.ticket_id = $1`,
    [ticketId],
  )
  await pool.query(
    `UPDATE notifications n SET created_at = coalesce((SELECT at FROM ticket_events WHERE message_id = n.message_id AND kind = 'message_added'),
       (SELECT max(at) FROM ticket_events WHERE ticket_id = $1)) WHERE ticket_id = $1`,
    [ticketId],
  )
  await pool.query(
    `UPDATE support_tickets t SET
       created_at = (SELECT min(at) FROM ticket_events WHERE ticket_id = t.id),
       updated_at = (SELECT max(at) FROM ticket_events WHERE ticket_id = t.id),
       public_updated_at = (SELECT max(at) FROM ticket_events WHERE ticket_id = t.id AND public_seq IS NOT NULL),
       shop_updated_at = coalesce((SELECT max(at) FROM ticket_events WHERE ticket_id = t.id AND shop_seq IS NOT NULL), shop_updated_at),
       resolved_at = CASE WHEN resolved_at IS NOT NULL THEN (SELECT max(at) FROM ticket_events WHERE ticket_id = t.id AND kind = 'status_changed') END,
       waiting_since = CASE WHEN waiting_on IS NOT NULL THEN (${TURN_BEGAN}) END
     WHERE id = $1`,
    [ticketId],
  )
  await pool.query('SELECT renew_facts(ARRAY[$1::uuid])', [ticketId])
}

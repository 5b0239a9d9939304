import { statement } from '../platform/database/statement.ts'

/** The number of suggestions that are recorded. */
const SUGGESTED_MAX = 20

// Only if the viewer has assigned the ticket in this operation: a retry changes nothing.
const insert = statement(`
  INSERT INTO suggestion_uses (ticket_id, suggested, assigned, accepted)
  SELECT $1, $2::uuid[], $3, $3 = ANY ($2::uuid[]) WHERE EXISTS (
    SELECT FROM ticket_events e WHERE e.ticket_id = $1 AND e.kind IN ('assigned', 'claimed')
      AND e.actor_id = (SELECT viewer_id()) AND e.at >= now())`)

/** Records to whom a ticket was assigned while these agents were suggested. */
export async function recordUse(ticketId: string, suggested: readonly string[], assigned: string): Promise<void> {
  if (suggested.length > 0) await insert.rows(ticketId, suggested.slice(0, SUGGESTED_MAX), assigned)
}

import { DESK } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { lockTickets } from '../tickets/lockTicket.ts'

/** Nobody is asked again within this many days. */
const ASKED_AGAIN_DAYS = 30
const BATCH = 100

// Without a delay, nobody is asked: neither now nor when the setting is turned on again.
const skipAll = statement(`
  UPDATE rating_requests SET state = 'skipped'
  WHERE state = 'pending' AND (SELECT rating_delay_hours IS NULL FROM desk_settings)`)
const findDue = statement<{ ticketId: string }>(`
  SELECT r.ticket_id AS "ticketId" FROM rating_requests r, desk_settings s
  WHERE r.state = 'pending' AND r.resolved_at <= now() - make_interval(hours => s.rating_delay_hours)
  ORDER BY r.resolved_at, r.ticket_id LIMIT ${BATCH}`)
const lockPerson = statement('SELECT pg_advisory_xact_lock(rating_request_lock($1))')
const decide = statement(`
  UPDATE rating_requests r SET state = CASE WHEN may_ask THEN 'asked' ELSE 'skipped' END::rating_request_state,
    asked_at = CASE WHEN may_ask THEN clock_timestamp() END
  FROM support_tickets t JOIN users u ON u.id = t.requester_id
  CROSS JOIN LATERAL (SELECT
    u.disabled_at IS NULL AND u.role NOT IN ('agent', 'admin') AND t.assignee_id IS DISTINCT FROM u.id
    AND NOT EXISTS (SELECT FROM ticket_ratings d WHERE d.ticket_id = t.id AND d.resolved_at = t.resolved_at)
    AND NOT EXISTS (SELECT FROM rating_requests o
      WHERE o.requester_id = u.id AND o.asked_at > now() - interval '${ASKED_AGAIN_DAYS} days') AS may_ask) d
  WHERE t.id = $1 AND r.ticket_id = t.id AND r.resolved_at = t.resolved_at AND r.state = 'pending'`)

interface Options {
  pools: Pools
  /** Whether the decisions about one person are made one after another (default: yes). Tests disable it as a control. */
  locked?: boolean
}

/**
 * The job `ask_for_ratings`: asks the requesters of tickets that were resolved long enough ago. Each decision is a transaction of its own
 * that holds the ticket, so that a ticket that is being reopened is not asked about.
 */
export async function askForRatings({ pools, locked = true }: Options, signal?: AbortSignal): Promise<void> {
  const run = <T>(work: () => Promise<T>) => asIdentity(pools, DESK, 'write', work)
  await run(() => skipAll.rows())
  for (;;) {
    const due = await run(() => findDue.rows())
    for (const { ticketId } of due) {
      if (signal?.aborted) return
      await run(async () => {
        const [ticket] = await lockTickets([ticketId])
        if (!ticket) return
        if (locked) await lockPerson.rows(ticket.requesterId)
        await decide.rows(ticketId)
      })
    }
    if (due.length < BATCH) return
  }
}

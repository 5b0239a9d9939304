import { DESK } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { holdTickets, returnToQueue, writeChanges } from '../tickets/changeTickets.ts'
import { noteUptime } from './uptime.ts'

/** The maximum number of claims returned in one transaction. */
const AT_ONCE = 100

// A person is away while the desk is up and no node has an open socket of theirs; a newer claim counts as being online. A person
// who was never online (a program that claims over HTTP) is never away. Rows locked by another node's sweep are skipped.
const stale = statement<{ id: string; minutes: number }>(`
  SELECT t.id, s.claim_kept_minutes AS minutes
  FROM desk_settings s, support_tickets t JOIN users u ON u.id = t.assignee_id
  WHERE t.claimed_at < now() - make_interval(mins => s.claim_kept_minutes) AND t.status IN ('open', 'in_progress')
    AND u.last_seen_at < now() - make_interval(mins => s.claim_kept_minutes)
    AND make_interval(mins => s.claim_kept_minutes) < (
      SELECT sum(d.seen_at - greatest(d.began_at, u.last_seen_at)) FROM desk_uptime d WHERE d.seen_at > u.last_seen_at)
  ORDER BY t.id LIMIT ${AT_ONCE} FOR NO KEY UPDATE OF t SKIP LOCKED`)

/**
 * Returns claims to the queue whose assignees have been away for longer than the configured limit, with history entries. A
 * scheduled job (jobs/tasks.ts). Concurrent runs return each claim once. Returns the number of claims; stops early at `signal`.
 */
export async function returnClaims(pools: Pools, signal?: AbortSignal): Promise<number> {
  await asIdentity(pools, DESK, 'write', noteUptime)
  let returned = 0
  for (let more = true; more;) {
    // One transaction after another: none holds many locks for long.
    const count = await asIdentity(pools, DESK, 'write', returnSome)
    returned += count
    more = count === AT_ONCE && !signal?.aborted
  }
  return returned
}

async function returnSome(): Promise<number> {
  const rows = await stale.rows()
  const held = await holdTickets(rows.map(({ id }) => id))
  const changes = held.flatMap((ticket) => {
    const data = { reason: 'claim_expired', from: ticket.assigneeId, minutes: rows[0]!.minutes }
    const change = returnToQueue(ticket, data)
    // The event with the reason first, then the events that follow from it.
    return change ? [{ ...change, facts: change.facts.toReversed() }] : []
  })
  await writeChanges(null, changes)
  return changes.length
}

import { hasEnded } from '../log/ticketStatus.ts'
import { takeAdvisoryLock } from '../platform/database/advisoryLock.ts'
import { DESK } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { changeOf, holdTickets, writeChanges } from '../tickets/changeTickets.ts'
import { holdAssignees } from '../tickets/holdAssignees.ts'

/** `round_robin` for tickets that are new in the queue, `waiting_longest` when somebody has become available. */
export type AssignmentReason = 'round_robin' | 'waiting_longest'

interface Options {
  pools: Pools
  isOnline: (userId: string) => boolean
  reason: AssignmentReason
}

const staff = statement<{ id: string }>(`SELECT id FROM users WHERE role IN ('agent', 'admin') AND disabled_at IS NULL`)

const longestWaiting = statement<{ id: string }>(`
  WITH free AS MATERIALIZED (
    SELECT m.name AS team, array_agg(f.id) AS people FROM teams m, free_agents_of(m.name, $1::uuid[]) AS f (id)
    WHERE m.assignment = 'round_robin' AND m.retired_at IS NULL GROUP BY m.name)
  SELECT t.id FROM free JOIN support_tickets t ON t.team = free.team
  WHERE t.assignee_id IS NULL AND t.status IN ('open', 'in_progress') AND is_for_staff(t.addressed_to, t.escalated_at) AND t.id <> ALL ($2::uuid[])
    AND EXISTS (SELECT FROM unnest(free.people) AS p (id) WHERE may_be_given(p.id, t.id, t.participant_ids))
  ORDER BY t.waiting_since, t.id LIMIT 1`)

// Everybody in the order of their ids, from the one after the last who was given a ticket.
const nextInRotation = statement<{ id: string }>(`
  SELECT f.id FROM support_tickets t JOIN teams m ON m.name = t.team, free_agents_of(m.name, $2::uuid[]) AS f (id)
  WHERE t.id = $1 AND m.assignment = 'round_robin' AND m.retired_at IS NULL AND may_be_given(f.id, t.id, t.participant_ids)
  ORDER BY m.last_assigned_id IS NULL OR f.id > m.last_assigned_id DESC, f.id LIMIT 1`)

const moveRotation = statement('UPDATE teams SET last_assigned_id = $2 WHERE name = $1')

/**
 * Assigns the unassigned tickets of teams with round robin, longest waiting first, as long as somebody is available for them
 * (docs/assignment.md). Background jobs run it on any node, which asks its own presence who is online. Returns how many were
 * assigned.
 */
export async function assignAutomatically(options: Options, signal?: AbortSignal): Promise<number> {
  // Each ticket is tried once, so a run ends.
  const tried: string[] = []
  let assigned = 0
  while (!signal?.aborted) {
    // One transaction after the other: none holds a lock for long.
    const result = await asIdentity(options.pools, DESK, 'write', () => assignNext(options, tried))
    if (!result) break
    tried.push(result.ticketId)
    if (result.isAssigned) assigned++
  }
  return assigned
}

/** Tries the ticket that has waited longest; null if there is none that somebody can be given. */
async function assignNext(
  { isOnline, reason }: Options,
  tried: string[],
): Promise<{ ticketId: string; isAssigned: boolean } | null> {
  // Two runs at once would take the same turn, and exceed a limit.
  await takeAdvisoryLock('automatic assignment')
  const next = await longestWaiting.first(await onlineStaff(isOnline), tried)
  return next ? { ticketId: next.id, isAssigned: await assignTicket(next.id, { isOnline, reason }) } : null
}

async function assignTicket(id: string, { isOnline, reason }: Omit<Options, 'pools'>): Promise<boolean> {
  const [held] = await holdTickets([id])
  if (!held || held.assigneeId !== null || hasEnded(held.status)) return false
  // Chosen under the lock: somebody may have gone offline while it was waited for.
  const chosen = await nextInRotation.first(id, await onlineStaff(isOnline))
  if (!chosen || !(await holdAssignees([chosen.id])).has(chosen.id)) return false
  const change = changeOf(held, { assigneeId: chosen.id }, { kind: 'assigned', data: { reason } })
  await writeChanges(null, change ? [change] : [])
  await moveRotation.rows(held.team, chosen.id)
  return true
}

async function onlineStaff(isOnline: (userId: string) => boolean): Promise<string[]> {
  return (await staff.rows()).map(({ id }) => id).filter(isOnline)
}

import { hasEnded } from '../log/ticketStatus.ts'
import { statement } from '../platform/database/statement.ts'
import {
  type Change,
  changeOf,
  type HeldTicket,
  holdTickets,
  type TicketState,
  writeChanges,
} from '../tickets/changeTickets.ts'
import { ASSIGNEE_UNAVAILABLE, holdAssignees } from '../tickets/holdAssignees.ts'
import { holdTeams } from '../tickets/holdTeams.ts'
import type { BatchItem } from './job.ts'

/** The result for one ticket of a job. */
export interface Noted {
  position: number
  state: 'changed' | 'unchanged' | 'failed' | 'restored' | 'conflict'
  before?: HeldTicket
  after?: TicketState
  problem?: string
}

/** The previous values of a ticket that was not changed since, and its current state. */
interface Wanted {
  held: HeldTicket
  back: Partial<TicketState>
}

const CHANGED = 'It was changed by someone else in the meantime.'
const UNAVAILABLE = 'Its previous assignee can no longer be assigned tickets.'
const RETIRED = 'Its previous team is retired.'

// The status trigger has set these as if the status were new. A ticket without an assignee has no claim.
const restoreTimes = statement(`
  UPDATE support_tickets t SET claimed_at = CASE WHEN t.assignee_id IS NOT NULL THEN v."claimedAt" END,
    resolved_at = v."resolvedAt",
    waiting_on = coalesce(v."waitingOn", t.waiting_on), waiting_since = coalesce(v."waitingSince", t.waiting_since),
    shared_waiting_on = CASE WHEN t.has_shop_side THEN coalesce(v."sharedWaitingOn", t.shared_waiting_on) END,
    shared_waiting_since = CASE WHEN t.has_shop_side THEN coalesce(v."sharedWaitingSince", t.shared_waiting_since) END
  FROM jsonb_to_recordset($1::jsonb) AS v (id uuid, "claimedAt" timestamptz, "resolvedAt" timestamptz, "waitingOn" waiting_on, "waitingSince" timestamptz,
    "sharedWaitingOn" waiting_on, "sharedWaitingSince" timestamptz)
  WHERE t.id = v.id`)

/**
 * Restores tickets to their state before a job changed them. Tickets that others have changed since are not restored, nor are
 * those of a team that is retired and open tickets whose previous assignee has left; a ticket that is only reopened returns to the queue
 * without them.
 */
export async function undoChanges(ownerId: string, items: readonly BatchItem[]): Promise<Noted[]> {
  const now = new Map((await holdTickets(items.map(({ ticketId }) => ticketId))).map((held) => [held.id, held]))
  const wanted = items.map((item) => wantedOf(item, now.get(item.ticketId)))
  const assignees = wanted.flatMap((one) => (one && openAssignee(one)) ?? [])
  const available = await holdAssignees(assignees)
  const taking = await holdTeams(wanted.flatMap((one) => one?.back.team ?? []))
  const restored: Change[] = []
  const noted = items.map(({ position }, index): Noted => {
    const one = wanted[index]
    if (!one) return { position, state: 'conflict', problem: CHANGED }
    if (one.back.team !== undefined && !taking.has(one.back.team))
      return { position, state: 'conflict', problem: RETIRED }
    const assignee = openAssignee(one)
    const isLost = assignee !== null && !available.has(assignee)
    if (isLost && one.back.assigneeId !== undefined) return { position, state: 'conflict', problem: UNAVAILABLE }
    const change = isLost ? withoutAssignee(one) : changeOf(one.held, one.back)
    if (change) restored.push(withTurn(change, items[index]!.before!))
    return { position, state: 'restored' }
  })
  await writeChanges(ownerId, restored)
  const befores = new Map(items.map(({ ticketId, before }) => [ticketId, before!]))
  await restoreTimes.rows(JSON.stringify(restored.map((back) => timesOf(back, befores.get(back.held.id)!))))
  return noted
}

function wantedOf({ before, after }: BatchItem, held: HeldTicket | undefined): Wanted | null {
  const mine = keysChanged(before!, after!)
  if (!held || mine.some((key) => !same(held[key], after![key]))) return null
  return { held, back: Object.fromEntries(mine.map((key) => [key, before![key]])) as Partial<TicketState> }
}

/** The person to whom the ticket would be assigned, if it would be open. */
function openAssignee({ held, back }: Wanted): string | null {
  const { status, assigneeId } = { ...held, ...back }
  return hasEnded(status) ? null : assigneeId
}

function withoutAssignee({ held, back }: Wanted): Change | null {
  const data = { reason: ASSIGNEE_UNAVAILABLE, from: held.assigneeId }
  return changeOf(held, { ...back, assigneeId: null }, { kind: 'unclaimed', data })
}

/** The columns that depend on status and assignee: the previous values if these changed, otherwise the current ones. */
function timesOf(back: Change, before: HeldTicket): object {
  const { held, facts } = back
  const status = facts.some(({ kind }) => kind === 'status_changed') ? before : held
  const claimed = facts.some(({ kind }) => kind === 'assigned') ? before : held
  const { waitingOn, waitingSince, sharedWaitingOn, sharedWaitingSince } = before
  const turn = restoresTurn(back, before) && { waitingOn, waitingSince, sharedWaitingOn, sharedWaitingSince }
  return { id: held.id, claimedAt: claimed.claimedAt, resolvedAt: status.resolvedAt, ...turn }
}

/**
 * Whether to restore `waiting_on`: only if the job ended the ticket and no message was written since. Otherwise later messages
 * and the ticket's own rules have set it.
 */
function restoresTurn({ held, next }: Change, before: HeldTicket): boolean {
  return hasEnded(held.status) && !hasEnded(next.status) && held.publicMessageCount === before.publicMessageCount
}

/** Records a restored `waiting_on` in the history: a reopening alone would set it to staff. */
function withTurn(back: Change, before: HeldTicket): Change {
  if (!restoresTurn(back, before)) return back
  const { waitingOn, waitingSince } = before
  const facts = back.facts.map((fact) =>
    fact.kind === 'status_changed' ? { ...fact, data: { ...fact.data, waitingOn, waitingSince } } : fact,
  )
  return { ...back, facts }
}

const KEYS = ['status', 'priority', 'assigneeId', 'team', 'tags'] as const

function keysChanged(before: TicketState, after: TicketState): (keyof TicketState)[] {
  return KEYS.filter((key) => !same(before[key], after[key]))
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

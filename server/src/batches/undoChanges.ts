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
import type { BatchItem } from './job.ts'

/** What became of one ticket of a job. */
export interface Noted {
  position: number
  state: 'changed' | 'unchanged' | 'failed' | 'restored' | 'conflict'
  before?: HeldTicket
  after?: TicketState
  problem?: string
}

/** What is to be restored of a ticket that nobody has changed since, and how it is now. */
interface Wanted {
  held: HeldTicket
  back: Partial<TicketState>
}

const CHANGED = 'Somebody has changed it meanwhile.'
const UNAVAILABLE = 'The person who had it can no longer be assigned tickets.'

// The status' trigger has set these as if the ticket had only now become so. A ticket that nobody has is nobody's claim.
const restoreTimes = statement(`
  UPDATE support_tickets t SET claimed_at = CASE WHEN t.assignee_id IS NOT NULL THEN v."claimedAt" END,
    resolved_at = v."resolvedAt", waiting_on = v."waitingOn", waiting_since = v."waitingSince"
  FROM jsonb_to_recordset($1::jsonb) AS v (id uuid, "claimedAt" timestamptz, "resolvedAt" timestamptz, "waitingOn" waiting_on, "waitingSince" timestamptz)
  WHERE t.id = v.id`)

/**
 * Makes tickets what they were before a job changed them. Left alone is what somebody has changed since, and an open ticket
 * whose former assignee has left; one that is only reopened comes back to the queue without them.
 */
export async function undoChanges(ownerId: string, items: readonly BatchItem[]): Promise<Noted[]> {
  const now = new Map((await holdTickets(items.map(({ ticketId }) => ticketId))).map((held) => [held.id, held]))
  const wanted = items.map((item) => wantedOf(item, now.get(item.ticketId)))
  const assignees = wanted.flatMap((one) => (one && openAssignee(one)) ?? [])
  const available = await holdAssignees(assignees)
  const restored: Change[] = []
  const noted = items.map(({ position }, index): Noted => {
    const one = wanted[index]
    if (!one) return { position, state: 'conflict', problem: CHANGED }
    const assignee = openAssignee(one)
    const isLost = assignee !== null && !available.has(assignee)
    if (isLost && one.back.assigneeId !== undefined) return { position, state: 'conflict', problem: UNAVAILABLE }
    const change = isLost ? withoutAssignee(one) : changeOf(one.held, one.back)
    if (change) restored.push(change)
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

/** To whom the ticket would be assigned, where it would be open. */
function openAssignee({ held, back }: Wanted): string | null {
  const { status, assigneeId } = { ...held, ...back }
  return status === 'open' || status === 'in_progress' ? assigneeId : null
}

function withoutAssignee({ held, back }: Wanted): Change | null {
  const data = { reason: ASSIGNEE_UNAVAILABLE, from: held.assigneeId }
  return changeOf(held, { ...back, assigneeId: null }, { kind: 'unclaimed', data })
}

/** What goes with status and assignee, as it was where they were changed, and as it is where they were not. */
function timesOf({ held, facts }: Change, before: HeldTicket): object {
  const status = facts.some(({ kind }) => kind === 'status_changed') ? before : held
  const claimed = facts.some(({ kind }) => kind === 'assigned') ? before : held
  const { resolvedAt, waitingOn, waitingSince } = status
  return { id: held.id, claimedAt: claimed.claimedAt, resolvedAt, waitingOn, waitingSince }
}

const KEYS = ['status', 'priority', 'assigneeId', 'team', 'tags'] as const

function keysChanged(before: TicketState, after: TicketState): (keyof TicketState)[] {
  return KEYS.filter((key) => !same(before[key], after[key]))
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

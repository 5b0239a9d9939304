import type { EventKind, TicketPriority, TicketStatus, WaitingOn } from '../generated/prisma/client.ts'
import { statusInQueue } from '../log/ticketStatus.ts'
import { statement } from '../platform/database/statement.ts'

/** The fields that a change of many tickets can set. */
export interface TicketState {
  status: TicketStatus
  priority: TicketPriority
  assigneeId: string | null
  team: string
  tags: string[]
}

/** A locked ticket for a change of many, with the columns that depend on its status; times in PostgreSQL's format. */
export interface HeldTicket extends TicketState {
  id: string
  claimedAt: string | null
  resolvedAt: string | null
  waitingOn: WaitingOn | null
  waitingSince: string | null
  sharedWaitingOn: WaitingOn | null
  sharedWaitingSince: string | null
  publicMessageCount: number
}

/** An event for the history. */
interface Fact {
  kind: EventKind
  data: object
}

/** One ticket's change: its new values, and the events that record them. */
export interface Change {
  held: HeldTicket
  next: TicketState
  facts: Fact[]
}

const hold = statement<HeldTicket & Record<string, unknown>>(`
  SELECT id, status, priority, assignee_id AS "assigneeId", team, tags, claimed_at::text AS "claimedAt", resolved_at::text AS "resolvedAt",
    waiting_on AS "waitingOn", waiting_since::text AS "waitingSince",
    shared_waiting_on AS "sharedWaitingOn", shared_waiting_since::text AS "sharedWaitingSince", public_message_count AS "publicMessageCount"
  FROM support_tickets WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`)

/** Locks the rows of many tickets, always in the same order; missing tickets are omitted. */
export function holdTickets(ids: readonly string[]): Promise<HeldTicket[]> {
  return hold.rows(ids)
}

/**
 * The change from a locked ticket to `wanted`; null if nothing differs. `why` is added to the data of a new assignee's
 * event.
 */
export function changeOf(
  held: HeldTicket,
  wanted: Partial<TicketState>,
  assignment: Fact = { kind: 'assigned', data: {} },
): Change | null {
  const next: TicketState = {
    status: wanted.status ?? held.status,
    priority: wanted.priority ?? held.priority,
    assigneeId: wanted.assigneeId === undefined ? held.assigneeId : wanted.assigneeId,
    team: wanted.team ?? held.team,
    tags: wanted.tags ?? held.tags,
  }
  const facts: Fact[] = []
  if (next.status !== held.status) facts.push({ kind: 'status_changed', data: { from: held.status, to: next.status } })
  if (next.priority !== held.priority)
    facts.push({ kind: 'priority_changed', data: { from: held.priority, to: next.priority } })
  if (next.assigneeId !== held.assigneeId || next.team !== held.team) {
    facts.push({ kind: assignment.kind, data: { ...assignmentData(held, next), ...assignment.data } })
  }
  const added = next.tags.filter((tag) => !held.tags.includes(tag))
  const removed = held.tags.filter((tag) => !next.tags.includes(tag))
  if (added.length + removed.length > 0) facts.push({ kind: 'tags_changed', data: { added, removed } })
  return facts.length > 0 ? { held, next, facts } : null
}

/** The event data of an assignment: the assignee, and the team only if it changed. */
export const assignmentData = (
  before: { team: string },
  { assigneeId, team }: Pick<TicketState, 'assigneeId' | 'team'>,
) => ({
  assigneeId,
  ...(team !== before.team && { team }),
})

/** The change that returns a locked ticket to the queue; `data` is added to its event. */
export const returnToQueue = (held: HeldTicket, data: object): Change | null =>
  changeOf(held, { assigneeId: null, status: statusInQueue(held.status) }, { kind: 'unclaimed', data })

/** SQL that counts `n` events that everyone sees in the numbering of the shop's side of ticket `t`, if it has one. */
export const numberShop = (
  n: string,
): string => `shop_seq = CASE WHEN t.has_shop_side THEN t.shop_seq + ${n} ELSE t.shop_seq END,
      shop_last_key = CASE WHEN t.has_shop_side THEN (SELECT key FROM key) ELSE t.shop_last_key END,
      shop_updated_at = CASE WHEN t.has_shop_side THEN clock_timestamp() ELSE t.shop_updated_at END`

// One update per row, which allocates all its seqs, and one insert of all events with these seqs; a trigger checks that none
// is missing. The rows are already locked, so no seq can be taken in between.
const write = statement(`
  WITH wanted AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, status ticket_status, priority ticket_priority,
      "assigneeId" uuid, team text, tags text[], facts jsonb, n int)),
  key AS MATERIALIZED (SELECT new_event_key() AS key),
  changed AS (
    UPDATE support_tickets t SET status = w.status, priority = w.priority, assignee_id = w."assigneeId", team = w.team, tags = w.tags,
      last_seq = t.last_seq + w.n, public_seq = t.public_seq + w.n, updated_at = clock_timestamp(), public_updated_at = clock_timestamp(),
      last_key = (SELECT key FROM key), public_last_key = (SELECT key FROM key), ${numberShop('w.n')}
    FROM wanted w WHERE t.id = w.id
    RETURNING t.id, t.last_seq - w.n AS seq, t.public_seq - w.n AS public_seq, t.message_count, t.public_message_count, t.updated_at,
      CASE WHEN t.has_shop_side THEN t.shop_seq - w.n END AS shop_seq, t.shop_message_count, w.facts)
  INSERT INTO ticket_events (ticket_id, seq, public_seq, shop_seq, key, message_count, public_message_count, shop_message_count, kind, actor_id, data, at)
  SELECT c.id, c.seq + f.n, c.public_seq + f.n, c.shop_seq + f.n, (SELECT key FROM key), c.message_count, c.public_message_count, c.shop_message_count, (f.fact ->> 'kind')::event_kind, $2, f.fact -> 'data', c.updated_at
  FROM changed c, jsonb_array_elements(c.facts) WITH ORDINALITY AS f (fact, n) ORDER BY c.id, f.n`)

/**
 * Changes locked tickets and writes their histories, in one statement. `actorId` is null for automatic changes.
 */
export async function writeChanges(actorId: string | null, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ held, next, facts }) => ({ id: held.id, ...next, facts, n: facts.length }))
  await write.rows(JSON.stringify(rows), actorId)
}

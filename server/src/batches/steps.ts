import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import {
  type Change,
  changeOf,
  type HeldTicket,
  holdTickets,
  type TicketState,
  writeChanges,
} from '../tickets/changeTickets.ts'
import { BATCH_MAX, type Outcome, updateTickets } from '../tickets/updateTickets.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { type BatchItem, type BatchJob, JOB_COLUMNS } from './job.ts'

type Owner = Pick<Viewer, 'id' | 'role'>

// The lock on the job's row is the lease: a node that dies lets go of it with all that the step has written, and another
// goes on from there.
const take = statement<BatchJob & Record<string, unknown>>(
  `SELECT ${JOB_COLUMNS} FROM batch_jobs WHERE id = $1 AND state IN ('running', 'undoing') FOR UPDATE SKIP LOCKED`,
)
const next = statement<BatchItem & Record<string, unknown>>(`
  SELECT position, ticket_id AS "ticketId", before, after FROM batch_items
  WHERE job_id = $1 AND state = $2::batch_item_state ORDER BY position LIMIT ${BATCH_MAX}`)
const note = statement(`
  UPDATE batch_items i SET state = v.state, before = coalesce(v.before, i.before), after = coalesce(v.after, i.after), problem = v.problem
  FROM jsonb_to_recordset($2::jsonb) AS v (position int, state batch_item_state, before jsonb, after jsonb, problem text)
  WHERE i.job_id = $1 AND i.position = v.position`)
const count = statement(`
  UPDATE batch_jobs SET processed = processed + $2, changed = changed + $3, failed = failed + $4,
    restored = restored + $5, conflicts = conflicts + $6 WHERE id = $1`)
const end = statement(
  `UPDATE batch_jobs SET state = CASE state WHEN 'undoing' THEN 'undone'::batch_state ELSE 'done' END, ended_at = now() WHERE id = $1`,
)
// The status' trigger has set these as if the ticket had only now become so.
const restoreTimes = statement(`
  UPDATE support_tickets t SET claimed_at = v."claimedAt", resolved_at = v."resolvedAt",
    waiting_on = coalesce(v."waitingOn", t.waiting_on), waiting_since = coalesce(v."waitingSince", t.waiting_since)
  FROM jsonb_to_recordset($1::jsonb) AS v (id uuid, "claimedAt" timestamptz, "resolvedAt" timestamptz, "waitingOn" waiting_on, "waitingSince" timestamptz)
  WHERE t.id = v.id`)

interface Noted {
  position: number
  state: 'changed' | 'unchanged' | 'failed' | 'restored' | 'conflict'
  before?: HeldTicket
  after?: TicketState
  problem?: string
}

/** Does the next part of a job, in one transaction under its owner's identity. False: there is nothing (more) to do here. */
export async function step(owner: Owner, jobId: string): Promise<boolean> {
  const job = await take.first(jobId)
  if (!job) return false
  const undoing = job.state === 'undoing'
  const items = await next.rows(job.id, undoing ? 'changed' : 'pending')
  if (items.length === 0) {
    await end.rows(job.id)
    return false
  }
  const noted = undoing ? await undo(owner, items) : await change(owner, job, items)
  const of = (state: Noted['state']) => noted.filter((one) => one.state === state).length
  await note.rows(job.id, JSON.stringify(noted))
  const changed = undoing ? 0 : of('changed')
  await count.rows(job.id, noted.length, changed, of('failed'), of('restored'), of('conflict'))
  return true
}

async function change(owner: Owner, { changes }: BatchJob, items: readonly BatchItem[]): Promise<Noted[]> {
  const ids = items.map(({ ticketId }) => ticketId)
  const outcomes = await updateTickets(owner, ids, changes, { before: true }).catch((error: unknown): Outcome[] => {
    // What all of it needs is gone (the agent, the team): a refusal for each, and nothing was written.
    if (error instanceof UserError) return ids.map(() => ({ problem: error }))
    throw error
  })
  return items.map(({ position }, index) => {
    const outcome = outcomes[index]!
    if ('problem' in outcome) return { position, state: 'failed', problem: outcome.problem.message }
    if (!outcome.before) return { position, state: 'unchanged' }
    const { status, priority, assigneeId, team, tags } = outcome.ticket
    return { position, state: 'changed', before: outcome.before, after: { status, priority, assigneeId, team, tags } }
  })
}

async function undo(owner: Owner, items: readonly BatchItem[]): Promise<Noted[]> {
  const now = new Map((await holdTickets(items.map(({ ticketId }) => ticketId))).map((held) => [held.id, held]))
  const restored: Change[] = []
  const noted = items.map(({ position, ticketId, before, after }): Noted => {
    const held = now.get(ticketId)
    const mine = keysChanged(before!, after!)
    if (!held || mine.some((key) => !same(held[key], after![key])))
      return { position, state: 'conflict', problem: 'Somebody has changed it meanwhile.' }
    const wanted = Object.fromEntries(mine.map((key) => [key, before![key]])) as Partial<TicketState>
    const back = changeOf(held, wanted)
    if (back) restored.push(withTurn(back, before!))
    return { position, state: 'restored' }
  })
  await writeChanges(owner.id, restored)
  const befores = new Map(items.map(({ ticketId, before }) => [ticketId, before!]))
  await restoreTimes.rows(JSON.stringify(restored.map((back) => timesOf(back, befores.get(back.held.id)!))))
  return noted
}

/** What goes with status and assignee, as it was where they were changed, and as it is where they were not. */
function timesOf(back: Change, before: HeldTicket): object {
  const { held, facts } = back
  const status = facts.some(({ kind }) => kind === 'status_changed') ? before : held
  const claimed = facts.some(({ kind }) => kind === 'assigned') ? before : held
  const turn = restoresTurn(back, before) && { waitingOn: before.waitingOn, waitingSince: before.waitingSince }
  return { id: held.id, claimedAt: claimed.claimedAt, resolvedAt: status.resolvedAt, ...turn }
}

/**
 * Whether it is the turn of whoever's it was: the job ended the ticket, and nobody has written in it since. Whose turn it is
 * otherwise, messages and the ticket's own rules have said since.
 */
function restoresTurn({ held, next }: Change, before: HeldTicket): boolean {
  return hasEnded(held) && !hasEnded(next) && held.publicMessageCount === before.publicMessageCount
}

/** Has the history tell of a turn that is restored: from a reopening alone it would be the staff's. */
function withTurn(back: Change, before: HeldTicket): Change {
  if (!restoresTurn(back, before)) return back
  const { waitingOn, waitingSince } = before
  const facts = back.facts.map((fact) =>
    fact.kind === 'status_changed' ? { ...fact, data: { ...fact.data, waitingOn, waitingSince } } : fact,
  )
  return { ...back, facts }
}

const hasEnded = ({ status }: TicketState): boolean => status === 'resolved' || status === 'closed'

const KEYS = ['status', 'priority', 'assigneeId', 'team', 'tags'] as const

function keysChanged(before: TicketState, after: TicketState): (keyof TicketState)[] {
  return KEYS.filter((key) => !same(before[key], after[key]))
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { holdTags } from '../tickets/holdTags.ts'
import { BATCH_MAX, type Outcome, updateTickets } from '../tickets/updateTickets.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { type BatchItem, type BatchJob, JOB_COLUMNS } from './job.ts'
import { type Noted, undoChanges } from './undoChanges.ts'

type Owner = Pick<Viewer, 'id' | 'role'>

// The lock on the batch's row makes its parts run one after another. If a node dies, the lock and everything the step has
// written are rolled back together.
const take = statement<BatchJob & Record<string, unknown>>(
  `SELECT ${JOB_COLUMNS} FROM batch_jobs WHERE id = $1 AND state IN ('running', 'undoing') FOR UPDATE`,
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

/** Runs the next part of a batch, in one transaction under its owner's identity. False if there is nothing more to do. */
export async function step(owner: Owner, jobId: string): Promise<boolean> {
  // An undo sets tags too.
  await holdTags()
  const job = await take.first(jobId)
  if (!job) return false
  const undoing = job.state === 'undoing'
  const items = await next.rows(job.id, undoing ? 'changed' : 'pending')
  if (items.length === 0) {
    await end.rows(job.id)
    return false
  }
  const noted = undoing ? await undoChanges(owner.id, items) : await change(owner, job, items)
  const of = (state: Noted['state']) => noted.filter((one) => one.state === state).length
  await note.rows(job.id, JSON.stringify(noted))
  const changed = undoing ? 0 : of('changed')
  await count.rows(job.id, noted.length, changed, of('failed'), of('restored'), of('conflict'))
  return true
}

async function change(owner: Owner, { changes }: BatchJob, items: readonly BatchItem[]): Promise<Noted[]> {
  const ids = items.map(({ ticketId }) => ticketId)
  const outcomes = await updateTickets(owner, ids, changes, { before: true }).catch((error: unknown): Outcome[] => {
    // Something that every ticket needs (the agent, the team) no longer exists: each fails, and nothing was written.
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

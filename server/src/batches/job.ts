import type { BatchState } from '../generated/prisma/client.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import type { TicketState, HeldTicket } from '../tickets/changeTickets.ts'
import type { BatchChange } from '../tickets/updateTickets.ts'

/** A change of very many tickets, and its progress. */
export interface BatchJob {
  id: string
  ownerId: string
  changes: BatchChange
  state: BatchState
  /** The number of tickets, and of those processed. */
  total: number
  processed: number
  changed: number
  failed: number
  /** For an undo: tickets that were restored, and those kept because others have changed them since. */
  restored: number
  conflicts: number
  createdAt: Date
  endedAt: Date | null
}

/** One ticket of a job. */
export interface BatchItem {
  position: number
  ticketId: string
  before: HeldTicket | null
  after: TicketState | null
}

/** The columns of a job, named as in BatchJob. */
export const JOB_COLUMNS = `id, owner_id AS "ownerId", changes, state, total, processed, changed, failed, restored, conflicts,
  created_at AS "createdAt", ended_at AS "endedAt"`

const byIds = statement<BatchJob & Record<string, unknown>>(
  `SELECT ${JOB_COLUMNS} FROM batch_jobs WHERE id = ANY ($1::uuid[]) AND owner_id = (SELECT viewer_id())`,
)

/** The viewer's own jobs with these ids. Only staff have any. */
export async function readJobs(ids: readonly string[]): Promise<BatchJob[]> {
  return isStaffRole(currentOperation().identity.role) ? byIds.rows(ids) : []
}

/** One of the viewer's own jobs, or null. */
export async function readJob(id: string): Promise<BatchJob | null> {
  return (id && (await readJobs([id]))[0]) || null
}

const problems = statement<{ ticketId: string; problem: string }>(`
  SELECT ticket_id AS "ticketId", problem FROM batch_items WHERE job_id = $1 AND state IN ('failed', 'conflict') ORDER BY state, position LIMIT $2`)

/** The errors of a job, by ticket. */
export function readProblems(jobId: string, limit: number): Promise<{ ticketId: string; problem: string }[]> {
  return problems.rows(jobId, limit)
}

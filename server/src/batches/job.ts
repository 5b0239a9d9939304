import type { BatchState } from '../generated/prisma/client.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import type { TicketState, HeldTicket } from '../tickets/changeTickets.ts'
import type { BatchChange } from '../tickets/updateTickets.ts'

/** A change of very many tickets, and how far it is. */
export interface BatchJob {
  id: string
  ownerId: string
  changes: BatchChange
  state: BatchState
  /** Tickets in it, and those that have been looked at. */
  total: number
  processed: number
  changed: number
  failed: number
  /** Of an undo: tickets that are as they were, and those that others have changed since and that stay. */
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

/** The columns of a job, as BatchJob has them. */
export const JOB_COLUMNS = `id, owner_id AS "ownerId", changes, state, total, processed, changed, failed, restored, conflicts,
  created_at AS "createdAt", ended_at AS "endedAt"`

const byIds = statement<BatchJob & Record<string, unknown>>(
  `SELECT ${JOB_COLUMNS} FROM batch_jobs WHERE id = ANY ($1::uuid[]) AND owner_id = (SELECT viewer_id())`,
)

/** Those of one's own jobs that have these ids. Nobody but staff has any. */
export async function readJobs(ids: readonly string[]): Promise<BatchJob[]> {
  return isStaffRole(currentOperation().identity.role) ? byIds.rows(ids) : []
}

/** One of one's own jobs, or null. */
export async function readJob(id: string): Promise<BatchJob | null> {
  return (id && (await readJobs([id]))[0]) || null
}

const problems = statement<{ ticketId: string; problem: string }>(`
  SELECT ticket_id AS "ticketId", problem FROM batch_items WHERE job_id = $1 AND state IN ('failed', 'conflict') ORDER BY state, position LIMIT $2`)

/** What went wrong in a job, ticket by ticket. */
export function readProblems(jobId: string, limit: number): Promise<{ ticketId: string; problem: string }[]> {
  return problems.rows(jobId, limit)
}

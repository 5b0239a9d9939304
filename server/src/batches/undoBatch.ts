import type { BatchState } from '../generated/prisma/client.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { staffOnly } from '../tickets/assigning.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { continueBatchSoon } from './continueBatch.ts'

/** How long after its end a job can be undone, in seconds: the client offers it for ten, and requests take time. */
const UNDO_SECONDS = 30

const undo = statement<{ id: string }>(`
  UPDATE batch_jobs SET state = 'undoing', processed = 0, ended_at = NULL
  WHERE id = $1 AND state IN ('done', 'cancelled') AND ended_at > now() - interval '${UNDO_SECONDS} seconds' RETURNING id`)
const lock = statement<{ state: BatchState }>('SELECT state FROM batch_jobs WHERE id = $1 FOR NO KEY UPDATE')
const cancel = statement<{ id: string }>(
  `UPDATE batch_jobs SET state = 'cancelled', ended_at = now() WHERE id = $1 AND state = 'running' RETURNING id`,
)
const state = statement<{ state: string }>('SELECT state FROM batch_jobs WHERE id = $1')

/** Starts the undo of a job that has just ended: restores each ticket, except fields that others have changed since. */
export async function undoBatch(viewer: Viewer, id: string): Promise<void> {
  staffOnly(viewer)
  const found = id ? await lock.first(id) : undefined
  if (!found) throw notFound('batch', 'jobId')
  // A repeated request.
  if (found.state === 'undoing' || found.state === 'undone') return
  if (await undo.first(id)) return continueBatchSoon(id)
  throw new UserError(
    'CONFLICT',
    found.state === 'running' ? 'The batch is still running. Cancel it first.' : 'It is too late to undo this.',
  )
}

/** Cancels a running job: changes made so far are kept and can be undone. A job that has ended does not change. */
export async function cancelBatch(viewer: Viewer, id: string): Promise<void> {
  staffOnly(viewer)
  if (!id || !(await state.first(id))) throw notFound('batch', 'jobId')
  await cancel.rows(id)
}

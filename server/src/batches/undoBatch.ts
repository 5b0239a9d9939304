import type { BatchState } from '../generated/prisma/client.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { staffOnly } from '../tickets/assigning.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { continueBatchSoon } from './continueBatch.ts'

/** How long after its end a job can be undone, in seconds: the screen offers it for ten, and requests take their time. */
const UNDO_SECONDS = 30

const undo = statement<{ id: string }>(`
  UPDATE batch_jobs SET state = 'undoing', processed = 0, ended_at = NULL
  WHERE id = $1 AND state IN ('done', 'cancelled') AND ended_at > now() - interval '${UNDO_SECONDS} seconds' RETURNING id`)
const lock = statement<{ state: BatchState }>('SELECT state FROM batch_jobs WHERE id = $1 FOR NO KEY UPDATE')
const cancel = statement<{ id: string }>(
  `UPDATE batch_jobs SET state = 'cancelled', ended_at = now() WHERE id = $1 AND state = 'running' RETURNING id`,
)
const state = statement<{ state: string }>('SELECT state FROM batch_jobs WHERE id = $1')

/** Has a job that has just ended undone: each ticket as it was, except where others have changed the same since. */
export async function undoBatch(viewer: Viewer, id: string): Promise<void> {
  staffOnly(viewer)
  const found = id ? await lock.first(id) : undefined
  if (!found) throw notFound('batch', 'jobId')
  // A repeated request.
  if (found.state === 'undoing' || found.state === 'undone') return
  if (await undo.first(id)) return continueBatchSoon(id)
  throw new UserError(
    'CONFLICT',
    found.state === 'running' ? 'It is still running: cancel it first.' : 'It is too late to undo this.',
  )
}

/** Stops a job where it is: what is done stays, and can be undone. One that has ended stays as it is. */
export async function cancelBatch(viewer: Viewer, id: string): Promise<void> {
  staffOnly(viewer)
  if (!id || !(await state.first(id))) throw notFound('batch', 'jobId')
  await cancel.rows(id)
}

import { hasEnded } from '../log/ticketStatus.ts'
import { statement } from '../platform/database/statement.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { holdTickets, returnToQueue, writeChanges } from './changeTickets.ts'

const assignedTo = statement<{ id: string }>(`
  SELECT id FROM support_tickets WHERE assignee_id = $1 AND status IN ('open', 'in_progress')`)

/**
 * Returns a person's tickets that have not ended to the queue, each with its history entries; ended tickets keep their
 * assignee. Returns the number of tickets.
 */
export async function returnTickets(viewer: Pick<Viewer, 'id'>, assigneeId: string): Promise<number> {
  const ids = (await assignedTo.rows(assigneeId)).map(({ id }) => id)
  if (ids.length === 0) return 0
  const changes = (await holdTickets(ids)).flatMap((held) => {
    // A ticket may have been reassigned or ended while waiting for its lock.
    if (held.assigneeId !== assigneeId || hasEnded(held.status)) return []
    return returnToQueue(held, {}) ?? []
  })
  await writeChanges(viewer.id, changes)
  return changes.length
}

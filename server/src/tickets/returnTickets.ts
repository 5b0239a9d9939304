import { hasEnded } from '../log/ticketStatus.ts'
import { statement } from '../platform/database/statement.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { holdTickets, returnToQueue, writeChanges } from './changeTickets.ts'

const assignedTo = statement<{ id: string }>(`
  SELECT id FROM support_tickets WHERE assignee_id = $1 AND status IN ('open', 'in_progress')`)

/**
 * Gives back to the queue what somebody has that has not ended, each with its entries in the history; what has ended keeps
 * who did it. Returns how many.
 */
export async function returnTickets(viewer: Pick<Viewer, 'id'>, assigneeId: string): Promise<number> {
  const ids = (await assignedTo.rows(assigneeId)).map(({ id }) => id)
  if (ids.length === 0) return 0
  const changes = (await holdTickets(ids)).flatMap((held) => {
    // Somebody may have taken or ended it while its row was waited for.
    if (held.assigneeId !== assigneeId || hasEnded(held.status)) return []
    return returnToQueue(held, {}) ?? []
  })
  await writeChanges(viewer.id, changes)
  return changes.length
}

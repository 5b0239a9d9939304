import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canChangeScheduled } from './policy.ts'
import { readScheduledMessage, SCHEDULED_COLUMNS, type ScheduledMessage } from './reads.ts'

const lock = statement<ScheduledMessage & Record<string, unknown>>(
  `SELECT ${SCHEDULED_COLUMNS} FROM scheduled_messages WHERE id = $1 FOR NO KEY UPDATE`,
)

/** A scheduled message whose ticket is locked, locked as well until the operation ends. */
export async function lockScheduledRow(id: string): Promise<ScheduledMessage | undefined> {
  return lock.first(id)
}

/** One of the viewer's scheduled messages, locked after its ticket. Throws NOT_FOUND and FORBIDDEN. */
export async function lockScheduledMessage(viewer: Viewer, id: string): Promise<ScheduledMessage> {
  const seen = await readScheduledMessage(id)
  if (!seen) throw notFound('scheduled message', 'id')
  if (!canChangeScheduled(viewer, seen))
    throw new UserError('FORBIDDEN', 'Only its author can change a scheduled message.')
  await lockTicket(seen.ticketId)
  const message = await lockScheduledRow(id)
  if (!message) throw notFound('scheduled message', 'id')
  return message
}

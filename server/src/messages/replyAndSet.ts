import type { MessageRow } from '../log/message.ts'
import { countUse } from '../macros/countUse.ts'
import { isUuid } from '../platform/database/identity.ts'
import { savepoint } from '../platform/database/operation.ts'
import { UserError } from '../platform/userError.ts'
import { staffOnly } from '../tickets/assigning.ts'
import { holdTags } from '../tickets/holdTags.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import { type BatchChange, setsTags, updateTickets } from '../tickets/updateTickets.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { readMessage } from './reads.ts'
import { type SendMessage, sendMessage } from './sendMessage.ts'

/** The fields that a reply sets on its ticket, and the macro it came from. */
interface AlsoSet extends BatchChange {
  macroId?: string | null
}

/**
 * Sends a message and changes its ticket, atomically. Staff only. Repeating the same `clientId` changes nothing: later changes
 * of the ticket must not be undone by a retry.
 */
export async function replyAndSet(
  viewer: Viewer,
  message: SendMessage,
  { macroId, ...change }: AlsoSet,
): Promise<MessageRow> {
  if (setsTags(change)) await holdTags()
  // The lock also serialises two copies of one request, so that the second finds the message of the first.
  const ticket = await lockTicket(message.ticketId)
  staffOnly(viewer)
  if (isUuid(message.clientId) && (await readMessage(message.clientId.toLowerCase())))
    return sendMessage(viewer, message)
  return savepoint(async () => {
    const sent = await sendMessage(viewer, message)
    await set(viewer, ticket.id, change)
    if (macroId != null) await countUse(viewer, macroId)
    return sent
  })
}

async function set(viewer: Viewer, ticketId: string, change: BatchChange): Promise<void> {
  try {
    const [outcome] = await updateTickets(viewer, [ticketId], change)
    if ('problem' in outcome!) throw outcome.problem
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const path = error.path && ['input', 'alsoSet', ...error.path.slice(1)]
    throw new UserError(error.code, error.message, path)
  }
}

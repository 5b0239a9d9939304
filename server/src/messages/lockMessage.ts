import type { MessageRow } from '../log/message.ts'
import { notFound } from '../platform/userError.ts'
import { lockTickets } from '../tickets/lockTicket.ts'
import { readMessage } from './reads.ts'

/**
 * A message, locked with its ticket until the operation ends: the ticket is always locked before its messages. Throws
 * NOT_FOUND.
 */
export async function lockMessage(id: string): Promise<MessageRow> {
  const seen = await readMessage(id)
  const locked = seen ? await lockTickets([seen.ticketId]) : []
  // It may have been edited or deleted while waiting for the lock.
  const message = locked.length > 0 ? await readMessage(id) : null
  if (!message) throw notFound('message', 'messageId')
  return message
}

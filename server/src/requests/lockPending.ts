import { statement } from '../platform/database/statement.ts'
import { takeAdvisoryLock } from '../platform/database/advisoryLock.ts'
import type { ChatRequestRow } from './reads.ts'

// FOR UPDATE also applies the policies of UPDATE: a request that is not pending, or no longer after the wait, is not found.
const lock = statement(`SELECT 1 FROM chat_requests WHERE id = $1 AND status = 'pending' FOR UPDATE`)

/**
 * Locks a request against concurrent decisions; false if it is not pending. The ticket of a join request is locked before
 * it.
 */
export async function lockPending({ id, ticketId }: Pick<ChatRequestRow, 'id' | 'ticketId'>): Promise<boolean> {
  if (ticketId === null) await lockLiveChatRequests()
  return (await lock.first(id)) !== undefined
}

/**
 * Live chats have no ticket to lock: they are requested and decided one after another, because they share one
 * notification.
 */
export function lockLiveChatRequests(): Promise<void> {
  return takeAdvisoryLock('live chat requests')
}

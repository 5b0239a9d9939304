import { statement } from '../platform/database/statement.ts'
import { takeAdvisoryLock } from '../platform/database/advisoryLock.ts'
import type { ChatRequestRow } from './reads.ts'

// Under FOR UPDATE the policies of UPDATE hold as well: what is not pending (any more, once the wait is over) is not
// found.
const lock = statement(`SELECT 1 FROM chat_requests WHERE id = $1 AND status = 'pending' FOR UPDATE`)

/**
 * Locks a request against others who decide it; false where there is nothing to decide (any more). The ticket that
 * somebody asks to join is locked before it.
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

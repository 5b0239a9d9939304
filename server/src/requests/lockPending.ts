import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'

// Under FOR UPDATE the policies of UPDATE hold as well: what is not pending (any more, once the wait is over) is not found.
const lock = statement(`SELECT 1 FROM chat_requests WHERE id = $1 AND status = 'pending' FOR UPDATE`)

/** Holds a request against others who decide it; false where there is nothing to decide (any more). */
export async function lockPending(requestId: string): Promise<boolean> {
  return isUuid(requestId) && (await lock.first(requestId)) !== undefined
}

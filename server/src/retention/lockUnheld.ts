import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'

const lock = statement('SELECT FROM support_tickets WHERE id = $1 FOR UPDATE')
const hold = statement('SELECT FROM legal_holds WHERE ticket_id = $1')

/**
 * Locks a ticket from which a background job is about to remove something. False if it is under a legal hold, or gone. A hold is set
 * under the same lock, and read here in a later statement: so it is never missed.
 */
export async function lockUnheld(ticketId: string): Promise<boolean> {
  if (!(await lock.first(ticketId))) return false
  return (await hold.first(ticketId)) === undefined
}

/** Throws CONFLICT if a ticket, which the caller has locked, is under a legal hold. */
export async function refuseIfHeld(ticketId: string): Promise<void> {
  if (await hold.first(ticketId))
    throw new UserError('CONFLICT', 'This ticket is under a legal hold. Nothing in it can be deleted.')
}

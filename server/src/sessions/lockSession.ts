import { UserError } from '../platform/userError.ts'
import { type LockedTicket, lockTicket } from '../tickets/lockTicket.ts'
import { type SessionRow, sessionOf } from './reads.ts'

/**
 * Locks a session's ticket, and with it the session, until the operation ends. `mayDo` throws if the viewer is not allowed.
 * Throws CONFLICT if the session was cancelled or has ended.
 */
export async function lockSession(
  sessionId: string,
  mayDo: (session: SessionRow, ticket: LockedTicket) => void,
): Promise<{ session: SessionRow; ticket: LockedTicket }> {
  const locked = await lockAnySession(sessionId, mayDo)
  if (locked.session.cancelledAt) throw new UserError('CONFLICT', 'The session was cancelled.')
  if (locked.session.endsAt.getTime() <= Date.now()) throw new UserError('CONFLICT', 'The session is over.')
  return locked
}

/** The same, for a session in any state. */
export async function lockAnySession(
  sessionId: string,
  mayDo: (session: SessionRow, ticket: LockedTicket) => void,
): Promise<{ session: SessionRow; ticket: LockedTicket }> {
  const { ticketId } = await sessionOf(sessionId)
  const ticket = await lockTicket(ticketId)
  // Read again: it may have changed while waiting for the lock.
  const session = await sessionOf(sessionId)
  mayDo(session, ticket)
  return { session, ticket }
}

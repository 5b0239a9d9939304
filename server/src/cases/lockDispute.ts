import { lockTicket, type LockedTicket } from '../tickets/lockTicket.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { type DisputeState, readDisputes } from './reads.ts'

/** The longest reason and request, in UTF-16 code units. */
export const REASON_MAX = 2_000

/** Locks a ticket and reads its dispute, which only operations that hold this lock change. */
export async function lockDispute(ticketId: string): Promise<{ ticket: LockedTicket; dispute: DisputeState }> {
  const ticket = await lockTicket(ticketId)
  const [dispute] = await readDisputes([ticket.id])
  if (!dispute) throw notFound('ticket', 'ticketId')
  return { ticket, dispute }
}

/** Throws CONFLICT unless the platform was asked to step in. */
export function mustBeEscalated({ isEscalated }: DisputeState): void {
  if (!isEscalated) throw new UserError('CONFLICT', 'Nobody has asked the platform to step in.')
}

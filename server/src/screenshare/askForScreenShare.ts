import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canWatch } from './policy.ts'

const again = statement('DELETE FROM screen_share_asks WHERE ticket_id = $1 AND asker_id = $2')
const insert = statement('INSERT INTO screen_share_asks (ticket_id, asker_id, person_id) VALUES ($1, $2, $3)')

/** Staff ask a ticket's requester to share their screen. Only the requester can start the share. */
export async function askForScreenShare(viewer: Viewer, input: { ticketId: string }): Promise<void> {
  const ticket = await lockTicket(input.ticketId)
  if (!canWatch(viewer)) throw new UserError('FORBIDDEN', 'Only staff can ask for a screen share.')
  if (ticket.requesterId === viewer.id) throw new UserError('VALIDATION', 'This ticket is already assigned to you.')
  await again.rows(ticket.id, viewer.id)
  await insert.rows(ticket.id, viewer.id, ticket.requesterId)
}

import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { staffOnly } from '../tickets/assigning.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'

const shopOf = statement<{ sellerId: string | null; access: string; isClosed: boolean; isOwn: boolean }>(`
  SELECT t.seller_id AS "sellerId", t.shop_access AS access, s.closed_at IS NOT NULL AS "isClosed",
    EXISTS (SELECT FROM shop_members m WHERE m.shop_id = t.seller_id AND m.user_id = t.requester_id AND m.removed_at IS NULL) AS "isOwn"
  FROM support_tickets t LEFT JOIN sellers s ON s.id = t.seller_id WHERE t.id = $1`)
// The trigger numbers the log of the shop's side with the change of has_shop_side; how far it goes is known afterwards.
const askIn = statement(`UPDATE support_tickets SET shop_access = 'shop', has_shop_side = true WHERE id = $1`)
const hideHistory = statement(
  'UPDATE support_tickets SET shop_since_seq = shop_seq, shop_since_message_count = shop_message_count WHERE id = $1',
)

/**
 * Staff: asks the shop that a ticket is about into it, with or without what was written before. All parties see that it takes part
 * from now on. Asking again changes nothing.
 */
export async function askShopIn(viewer: Viewer, input: { ticketId: string; withHistory: boolean }): Promise<void> {
  const ticket = await lockTicket(input.ticketId)
  staffOnly(viewer)
  const { sellerId, access, isClosed, isOwn } = (await shopOf.first(ticket.id))!
  if (access === 'shop') return
  const refuse = (message: string) => new UserError('VALIDATION', message, ['input', 'ticketId'])
  if (!sellerId) throw refuse('This ticket is about no shop.')
  if (access === 'requester' || isOwn) throw refuse('The shop has filed this ticket itself.')
  if (isClosed) throw refuse('This shop is closed.')
  await askIn.rows(ticket.id)
  if (!input.withHistory) await hideHistory.rows(ticket.id)
  await appendEvent({
    ticketId: ticket.id,
    kind: 'shop_asked_in',
    actorId: viewer.id,
    data: { sellerId, withHistory: input.withHistory },
  })
}

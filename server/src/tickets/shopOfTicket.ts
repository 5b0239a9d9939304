import type { TicketRecipient, UserRole } from '../generated/prisma/client.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canNameShop, isStaff } from './policy.ts'

interface Named {
  isClosed: boolean
  /** Whether the requester is one of its people. */
  isRequesters: boolean
}

// Shared: nobody closes the shop or changes its people until the ticket is there, or has been refused.
const hold = statement<{ isClosed: boolean }>(
  'SELECT closed_at IS NOT NULL AS "isClosed" FROM sellers WHERE id = $1 FOR SHARE',
)
// A statement of its own, since its snapshot has to be later than the lock.
const belongs = statement(`
  SELECT FROM sellers s WHERE s.id = $1 AND (s.owner_id = $2 OR EXISTS (
    SELECT FROM shop_members m WHERE m.shop_id = s.id AND m.user_id = $2 AND m.removed_at IS NULL))`)
const firstOf = statement<{ id: string }>(`
  SELECT s.id FROM sellers s LEFT JOIN shop_members m ON m.shop_id = s.id AND m.user_id = $1 AND m.removed_at IS NULL
  WHERE s.owner_id = $1 OR m.user_id IS NOT NULL ORDER BY s.owner_id <> $1, s.created_at, s.id LIMIT 1`)

/**
 * The shop of a new ticket: buyers choose any open one, which sees the ticket only if it is written to it; sellers file tickets for
 * a shop of theirs; staff choose any. A trigger says where the people of the shop are in it. The shop's row is locked until the operation ends. Throws NOT_FOUND, FORBIDDEN or VALIDATION.
 */
export async function shopOfTicket(
  viewer: Viewer,
  requester: { id: string; role: UserRole },
  input: { sellerId?: string | null; to?: TicketRecipient },
): Promise<string | null> {
  const isToShop = input.to === 'shop'
  const sellerId = input.sellerId ?? (isToShop ? null : await ownShop(requester))
  if (sellerId === null) {
    if (isToShop) throw invalid('Choose the shop that you write to.')
    return null
  }
  const shop = await named(sellerId, requester.id)
  const isOwn = shop.isRequesters && requester.role === 'seller'
  if (!canNameShop(viewer, { isOwn }))
    throw new UserError('FORBIDDEN', 'Only buyers and staff can choose another person’s shop.', ['input', 'sellerId'])
  if (isToShop && isOwn) throw invalid('A shop cannot write to itself.')
  if (isToShop && requester.role !== 'buyer')
    throw new UserError('VALIDATION', 'Only buyers write to shops.', ['input', 'to'])
  if (shop.isClosed && (isToShop || !(isStaff(viewer) || isOwn))) throw invalid('This shop is closed.')
  return sellerId
}

async function ownShop({ id, role }: { id: string; role: UserRole }): Promise<string | null> {
  return role === 'seller' ? ((await firstOf.first(id))?.id ?? null) : null
}

async function named(sellerId: string, requesterId: string): Promise<Named> {
  const shop = isUuid(sellerId) ? await hold.first(sellerId) : undefined
  if (!shop) throw notFound('seller', 'sellerId')
  return { isClosed: shop.isClosed, isRequesters: (await belongs.first(sellerId, requesterId)) !== undefined }
}

function invalid(message: string): UserError {
  return new UserError('VALIDATION', message, ['input', 'sellerId'])
}

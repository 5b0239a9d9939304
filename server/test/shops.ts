import { randomUUID } from 'node:crypto'
import { openShop } from './asking.ts'
import { tokenIn } from './inviting.ts'
import { mutate } from './mutate.ts'
import { type Actor, gid, type TestApp, uuidIn } from './testApp.ts'

/** A shop with its owner and a member. */
export interface ShopOfTest {
  /** Global and database id. */
  id: string
  uuid: string
  owner: Actor
  member: Actor
}

/** Opens a shop whose owner has invited a member. */
export async function shopWithPeople(app: TestApp, name = 'Northlight Lamps'): Promise<ShopOfTest> {
  const owner = await app.actor('seller', 'Olga')
  const member = await app.actor('seller', 'Marek')
  const id = await openShop(app, owner, name)
  await joinShop(app, { id, owner }, member)
  return { id, uuid: uuidIn(id), owner, member }
}

/** Invites a seller by their address, who accepts while signed in. */
export async function joinShop(app: TestApp, shop: Pick<ShopOfTest, 'id' | 'owner'>, seller: Actor): Promise<void> {
  const { link } = await inviteToShop(app, shop, seller.email)
  const joined = await mutate(app, seller, 'acceptShopInvitation', { token: tokenIn(link) }, 'seller { id }')
  if (joined.errors.length > 0) throw new Error(JSON.stringify(joined.errors))
}

/** Invites somebody; the payload of the mutation. */
export function inviteToShop(app: TestApp, shop: Pick<ShopOfTest, 'id' | 'owner'>, email: string, by = shop.owner) {
  const input = { sellerId: shop.id, email }
  return mutate(app, by, 'inviteShopMember', input, 'link mailing invitation { id email invitedAt expiresAt }')
}

/** Opens a ticket as somebody; the payload of the mutation. */
export async function openWith(app: TestApp, actor: Actor, more: Record<string, unknown>) {
  const input = { subject: 'A broken lamp', body: 'It does not light up.', clientId: randomUUID(), ...more }
  const answer = await app.gql(
    actor,
    `mutation ($input: CreateTicketInput!) { createTicket(input: $input) {
      ticket { id number order seller { id } } errors { code message path } } }`,
    { input },
  )
  if (answer.errors) throw new Error(JSON.stringify(answer.errors))
  return answer.data.createTicket as {
    ticket: { id: string; number: string; order: string | null; seller: { id: string } | null } | null
    errors: { code: string; message: string; path: string[] }[]
  }
}

/** A ticket that a buyer writes to a shop. */
export async function writeToShop(app: TestApp, buyer: Actor, shopId: string, more: Record<string, unknown> = {}) {
  const { ticket, errors } = await openWith(app, buyer, { sellerId: shopId, to: 'SHOP', ...more })
  if (!ticket) throw new Error(JSON.stringify(errors))
  return ticket
}

/** The global id of a person. */
export const personId = ({ id }: Actor): string => gid('User', id)

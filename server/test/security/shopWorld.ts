import { type Actor, reply } from '../testApp.ts'
import { variablesIn } from './variables.ts'
import type { World } from './world.ts'

/** The relation of a person of a shop to the checked ticket. */
export type ShopRelation = 'shop-mentioned' | 'shop-addressed' | 'shop-member' | 'shop-member-removed'

/** Who of the shop has a relation to the ticket before it is written to the shop, and after. */
export const BEFORE: ShopRelation[] = ['shop-mentioned', 'shop-member-removed']
export const AFTER: ShopRelation[] = ['shop-addressed', 'shop-member', 'shop-member-removed']

/** The people of a shop, and what is written to one side of the buyer's ticket, which is about it. */
export interface ShopWorld {
  people: Record<ShopRelation, Actor>
  /** The ids of the messages to one side, by audience. */
  messages: Record<'REQUESTER' | 'SHOP', string>
  /** The cursor of the shop's feed before them. */
  cursor: string
}

/** Makes the buyer's ticket of a world, with everything that is in it, one about a shop that does not see it. */
export async function mentionShop(world: World): Promise<ShopWorld> {
  const { app, tickets } = world
  const owner = await app.actor('seller', 'shop owner')
  const member = await app.actor('seller', 'shop member')
  const removed = await app.actor('seller', 'removed shop member')
  const [shop] = await app.sql<{ id: string }>(
    `insert into sellers (shop_name, owner_id) values ('Nordlicht Audio', $1) returning id`,
    [owner.id],
  )
  await app.sql(`insert into shop_members (shop_id, user_id, removed_at) values ($1, $2, null), ($1, $3, now())`, [
    shop!.id,
    member.id,
    removed.id,
  ])
  await app.sql(
    `update support_tickets set seller_id = $2, addressed_to = 'staff', shop_access = 'none' where id = $1`,
    [tickets.buyer.uuid, shop!.id],
  )
  const people = {
    'shop-mentioned': owner,
    'shop-addressed': owner,
    'shop-member': member,
    'shop-member-removed': removed,
  }
  return { people, messages: { REQUESTER: '', SHOP: '' }, cursor: world.tickets.buyer.cursor }
}

/** Makes it one that is written to the shop, with a message to each side. */
export async function addressShop(world: World, shop: ShopWorld): Promise<void> {
  const { app, tickets, people } = world
  await app.sql(
    `update support_tickets set addressed_to = 'shop', shop_access = 'shop', has_shop_side = true where id = $1`,
    [tickets.buyer.uuid],
  )
  const { data } = await app.gql(shop.people['shop-addressed'], 'query ($id: ID!) { ticket(id: $id) { cursor } }', {
    id: tickets.buyer.id,
  })
  shop.cursor = data.ticket.cursor
  await app.sql(
    `insert into ticket_events (ticket_id, actor_id, kind, audience, data)
     values ($1, $2, 'shop_assigned', 'shop', jsonb_build_object('userId', $2::text))`,
    [tickets.buyer.uuid, shop.people['shop-member'].id],
  )
  for (const who of ['shop-addressed', 'shop-member'] as const)
    await app.sql(
      `insert into scheduled_messages (id, ticket_id, author_id, audience, body, send_at, based_on)
       values (gen_random_uuid(), $1, $2, 'shop', 'Later', now() + interval '1 day', 0)`,
      [tickets.buyer.uuid, shop.people[who].id],
    )
  const to = async (who: Actor, audience: string) =>
    (await reply(app, who, tickets.buyer.id, `ONLY ${audience}`, { audience })).message!.id
  shop.messages.REQUESTER = await to(people['buyer owner']!, 'REQUESTER')
  shop.messages.SHOP = await to(people['agent stranger']!, 'SHOP')
}

/** The variables of every operation that concerns the ticket. */
export function shopVariables(world: World, { cursor }: ShopWorld): Record<string, unknown> {
  const { id, messageId, requestId } = world.tickets.buyer
  const same = { spare: id, leaving: id, spareMessage: messageId, spareRequest: requestId }
  return { ...variablesIn(world, '', 'buyer'), cursor, ...same }
}

import { randomUUID } from 'node:crypto'
import { type Actor, gid, type TestApp } from './testApp.ts'

/** A shop with an owner and a member. */
export interface Shop {
  id: string
  owner: Actor
  member: Actor
}

/** Opens a shop. */
export async function openShop(app: TestApp): Promise<Shop> {
  const owner = await app.actor('seller', 'Otto')
  const member = await app.actor('seller', 'Ines')
  const [{ id }] = (await app.sql<{ id: string }>(
    `insert into sellers (shop_name, owner_id) values ('Nordlicht Audio', $1) returning id`,
    [owner.id],
  )) as [{ id: string }]
  await app.sql('insert into shop_members (shop_id, user_id) values ($1, $2)', [id, member.id])
  return { id, owner, member }
}

/** A buyer's ticket about a shop, written to the shop or to the platform; returns its global id. */
export async function openWithShop(app: TestApp, buyer: Actor, shop: Shop, to: 'SHOP' | 'STAFF'): Promise<string> {
  const input = {
    subject: 'A broken lamp',
    body: 'It does not light up.',
    clientId: randomUUID(),
    sellerId: gid('Seller', shop.id),
    to,
  }
  const { data, errors } = await app.gql(
    buyer,
    'mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id } errors { message } } }',
    { input },
  )
  if (errors || data.createTicket.errors.length > 0) throw new Error(JSON.stringify(errors ?? data.createTicket.errors))
  return data.createTicket.ticket.id as string
}

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { codes, mutate } from '../../test/mutate.ts'
import { joinShop, personId, type ShopOfTest, shopWithPeople, writeToShop } from '../../test/shops.ts'
import { type Feed, followed, subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, reply, type TestApp, testApp } from '../../test/testApp.ts'

let app: TestApp
let shop: ShopOfTest
let buyer: Actor
beforeAll(async () => {
  app = await testApp()
  buyer = await app.actor('buyer', 'Mira')
})
beforeEach(async () => {
  shop = await shopWithPeople(app)
})
afterAll(() => app.close())

const FEED = `subscription ($id: ID!) { ticketEvents(ticketId: $id) {
  ... on TicketEvent { entry { ... on MessageEntry { message { body } } } } } }`
const INBOX = `subscription { inboxEvents {
  ... on InboxUpdate { removedIds tickets { id snippet } } ... on FeedReset { reason } } }`

test('a removed member no longer sees the tickets of the shop: their feeds end, and lists are loaded again', async () => {
  const ticket = await writeToShop(app, buyer, shop.id)
  const clients = [shop.member, shop.owner].map((who) => wsClient(app, who))
  const feeds = clients.flatMap((client) => [subscribe(client, FEED, { id: ticket.id }), subscribe(client, INBOX)])
  const [feed, inbox, stayed] = feeds as [(typeof feeds)[0], (typeof feeds)[0], (typeof feeds)[0]]
  // All follow before the removal.
  for (let n = 0; feeds.some((one) => one.pending().length === 0); n++)
    await reply(app, buyer, ticket.id, `Before ${n}`)
  const removal = { sellerId: shop.id, userId: personId(shop.member) }
  expect(codes(await mutate(app, shop.owner, 'removeShopMember', removal))).toEqual([])
  // Nothing else happens in the ticket meanwhile.
  await expect(feed.until(() => false)).rejects.toThrow('The feed has ended.')
  const lists = await inbox.until(({ data }) => data.inboxEvents.reason !== undefined)
  expect(lists.at(-1).data.inboxEvents.reason).toBe('ACCESS_CHANGED')
  await expect(inbox.next()).rejects.toThrow('The feed has ended.')
  await reply(app, buyer, ticket.id, 'AFTER')
  await stayed.until((delivery) => JSON.stringify(delivery).includes('AFTER'))
  expect((await app.gql(shop.member, `{ ticket(id: "${ticket.id}") { id } }`)).data.ticket).toBeNull()
  expect(codes(await reply(app, shop.member, ticket.id, 'Hello'))).toEqual(['NOT_FOUND'])
  const { data } = await app.gql(
    shop.member,
    '{ tickets { totalCount } ticketCounts { total } search(query: "AFTER") { edges { node { excerpt } } } }',
  )
  expect(data).toEqual({ tickets: { totalCount: 0 }, ticketCounts: { total: 0 }, search: { edges: [] } })
  expect(JSON.stringify([...feed.pending(), ...inbox.pending()])).not.toContain('AFTER')
  for (const client of clients) await client.dispose()
})

test('a new message reaches the lists of all people of the shop; who joins it has them loaded again', async () => {
  const newcomer = await app.actor('seller', 'Nina')
  const clients = [shop.member, newcomer].map((who) => wsClient(app, who))
  const [inbox, before] = (await Promise.all(clients.map((client) => followed(client, INBOX)))) as [Feed, Feed]
  const ticket = await writeToShop(app, buyer, shop.id)
  const updates = await inbox.until(({ data }) => data.inboxEvents.tickets.length > 0)
  expect(updates.at(-1).data.inboxEvents.tickets).toMatchObject([{ id: ticket.id }])
  await joinShop(app, shop, newcomer)
  expect((await before.next()).data.inboxEvents).toEqual({ reason: 'ACCESS_CHANGED' })
  for (const client of clients) await client.dispose()
})

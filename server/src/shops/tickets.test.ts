import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import pg from 'pg'
import { ticketAbout } from '../../test/asking.ts'
import { codes, mutate } from '../../test/mutate.ts'
import { joinShop, openWith, personId, type ShopOfTest, shopWithPeople, writeToShop } from '../../test/shops.ts'
import { type Actor, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { whileLocked } from '../../test/whileLocked.ts'

let app: TestApp
let shop: ShopOfTest
let agent: Actor
let buyer: Actor
beforeAll(async () => {
  app = await testApp()
  agent = await app.actor('agent', 'Sofia')
  buyer = await app.actor('buyer', 'Mira')
})
beforeEach(async () => {
  shop = await shopWithPeople(app)
})
afterAll(() => app.close())

const askIn = (who: Actor, ticket: { id: string }, withHistory?: boolean) =>
  mutate(app, who, 'askShopIn', { ticketId: ticket.id, withHistory }, 'ticket { shopTakesPart }')
const assign = (who: Actor, ticket: { id: string }, person: Actor | null) =>
  mutate(app, who, 'assignInShop', { ticketId: ticket.id, userId: person && personId(person) })

const THREAD = `query ($id: ID!) { ticket(id: $id) { viewerSide unreadCount viewerCanReply viewerCanClose viewerCanTag shopAssignee { name }
  timeline(first: 100) { edges { node { seq __typename ... on MessageEntry { message { body author { name } } }
  ... on ShopAskedInEntry { seller { shopName } } ... on ShopAssignmentEntry { person { name } } } } } } }`

async function thread(who: Actor, { id }: { id: string }) {
  const { data, errors } = await app.gql(who, THREAD, { id })
  if (errors) throw new Error(JSON.stringify(errors))
  if (!data.ticket) return null
  const { timeline, ...ticket } = data.ticket
  const entries = timeline.edges.map(({ node }: any) => node)
  return {
    ...ticket,
    seqs: entries.map(({ seq }: any) => seq),
    kinds: entries.map(({ __typename: kind }: any) => kind),
    bodies: entries.flatMap(({ message }: any) => (message ? [message.body] : [])),
  }
}

/** The kinds of a person's unread notifications about a ticket. */
async function notified(who: Actor, { id }: { id: string }): Promise<string[]> {
  const rows = await app.sql<{ kind: string }>(
    `select kind::text from notifications where user_id = $1 and ticket_id = $2 and read_at is null order by kind::text`,
    [who.id, uuidIn(id)],
  )
  return rows.map(({ kind }) => kind)
}

describe('a ticket that was written to a shop', () => {
  test('is answered, tagged and resolved by its people, who cannot close it or set its priority', async () => {
    const ticket = await writeToShop(app, buyer, shop.id)
    expect((await reply(app, shop.member, ticket.id, 'Which lamp is it?')).errors).toEqual([])
    expect(await thread(buyer, ticket)).toMatchObject({
      viewerSide: 'REQUESTER',
      bodies: ['It does not light up.', 'Which lamp is it?'],
      seqs: [1, 2],
    })
    expect(await thread(shop.owner, ticket)).toMatchObject({
      viewerSide: 'SHOP',
      viewerCanReply: true,
      viewerCanClose: true,
      viewerCanTag: true,
      seqs: [1, 2],
    })
    const change = (name: string, input: object) => mutate(app, shop.member, name, { ticketId: ticket.id, ...input })
    expect(codes(await change('updateTags', { add: ['lamp'] }))).toEqual([])
    expect(codes(await change('setPriority', { priority: 'HIGH' }))).toEqual(['FORBIDDEN'])
    expect(codes(await change('setStatus', { status: 'CLOSED' }))).toEqual(['FORBIDDEN'])
    expect(codes(await change('setStatus', { status: 'RESOLVED' }))).toEqual([])
    // A reply of the buyer reopens it, and it is the shop's turn again.
    expect((await reply(app, buyer, ticket.id, 'It is broken again.')).errors).toEqual([])
    const [row] = await app.sql('select status, waiting_on from support_tickets where id = $1', [uuidIn(ticket.id)])
    expect(row).toEqual({ status: 'open', waiting_on: 'shop' })
    // Once the platform was asked in, it decides.
    await app.sql('update support_tickets set escalated_at = now() where id = $1', [uuidIn(ticket.id)])
    expect(codes(await change('setStatus', { status: 'RESOLVED' }))).toEqual(['FORBIDDEN'])
  })

  test('is no business of other sellers', async () => {
    const ticket = await writeToShop(app, buyer, shop.id)
    const other = (await shopWithPeople(app, 'Another')).owner
    expect(await thread(other, ticket)).toBeNull()
    expect(codes(await reply(app, other, ticket.id, 'Hello'))).toEqual(['NOT_FOUND'])
    expect(codes(await assign(other, ticket, other))).toEqual(['NOT_FOUND'])
  })

  test('notifies the people of the shop and nobody else; who answers takes it from the others', async () => {
    const ticket = await writeToShop(app, buyer, shop.id)
    for (const who of [shop.owner, shop.member]) expect(await notified(who, ticket)).toEqual(['shop_ticket'])
    for (const who of [agent, buyer]) expect(await notified(who, ticket)).toEqual([])
    await reply(app, shop.member, ticket.id, 'Which lamp is it?')
    expect(await notified(shop.owner, ticket)).toEqual([])
    expect(await notified(buyer, ticket)).toEqual(['reply'])
    // Who handles it is the only one who is notified.
    expect(codes(await assign(shop.owner, ticket, shop.member))).toEqual([])
    expect(await notified(shop.member, ticket)).toEqual(['shop_assigned'])
    await reply(app, buyer, ticket.id, 'The green one.')
    expect(await notified(shop.member, ticket)).toEqual(['reply', 'shop_assigned'])
    expect(await notified(shop.owner, ticket)).toEqual([])
    expect(await notified(agent, ticket)).toEqual([])
  })

  test('is not in the queue of staff until they are asked in', async () => {
    const ticket = await writeToShop(app, buyer, shop.id)
    const queue = async () => {
      const { data } = await app.gql(
        agent,
        '{ tickets(first: 100, filter: { unassigned: true }) { edges { node { id } } } ticketCounts { unassigned } }',
      )
      const listed = data.tickets.edges.map(({ node }: any) => node.id)
      expect(data.ticketCounts.unassigned).toBe(listed.length)
      return listed.includes(ticket.id)
    }
    expect(await queue()).toBe(false)
    const facts = () => app.sql('select from ticket_facts where ticket_id = $1', [uuidIn(ticket.id)])
    expect(await facts()).toHaveLength(0)
    await app.sql('update support_tickets set escalated_at = now() where id = $1', [uuidIn(ticket.id)])
    expect(await queue()).toBe(true)
    expect(await facts()).toHaveLength(1)
  })
})

describe('a ticket that a shop filed', () => {
  test('is changed by all of its people', async () => {
    const { ticket } = await openWith(app, shop.owner, {})
    await reply(app, agent, ticket!.id, 'How can we help?')
    expect(await notified(shop.member, ticket!)).toEqual(['reply'])
    expect(await thread(shop.member, ticket!)).toMatchObject({ viewerSide: 'REQUESTER', seqs: [1, 2] })
    for (const [name, input] of [
      ['setPriority', { priority: 'HIGH' }],
      ['updateTags', { add: ['payout'] }],
      ['setStatus', { status: 'CLOSED' }],
      ['setStatus', { status: 'OPEN' }],
    ] as const)
      expect(codes(await mutate(app, shop.member, name, { ticketId: ticket!.id, ...input }))).toEqual([])
    expect((await reply(app, shop.member, ticket!.id, 'Where is our payout?')).errors).toEqual([])
  })
})

describe('a shop that is asked in', () => {
  test('sees what follows, or also what everyone wrote before, in a numbering of its own', async () => {
    for (const withHistory of [false, true]) {
      const { ticket } = await openWith(app, buyer, { sellerId: shop.id })
      await reply(app, agent, ticket!.id, 'SECRET', { audience: 'STAFF' })
      expect(await thread(shop.owner, ticket!)).toBeNull()
      expect(await askIn(agent, ticket!, withHistory)).toMatchObject({ ticket: { shopTakesPart: true }, errors: [] })
      await reply(app, agent, ticket!.id, 'What does the shop say?')
      const bodies = withHistory ? ['It does not light up.'] : []
      expect(await thread(shop.member, ticket!)).toMatchObject({
        viewerSide: 'SHOP',
        bodies: [...bodies, 'What does the shop say?'],
        seqs: withHistory ? [1, 2, 3] : [2, 3],
        unreadCount: withHistory ? 2 : 1,
      })
      expect((await thread(buyer, ticket!))?.kinds).toContain('ShopAskedInEntry')
      expect(await notified(shop.owner, ticket!)).toEqual(['reply', 'shop_asked_in'])
      // It may answer; the rest is the platform's.
      expect((await reply(app, shop.owner, ticket!.id, 'It was sent in time.')).errors).toEqual([])
      for (const [name, input] of [
        ['setStatus', { status: 'RESOLVED' }],
        ['updateTags', { add: ['x'] }],
      ] as const)
        expect(codes(await mutate(app, shop.owner, name, { ticketId: ticket!.id, ...input }))).toEqual(['FORBIDDEN'])
    }
  })

  test('is asked once, by staff alone, and only if the ticket is about a shop that is open and has not filed it', async () => {
    const { ticket } = await openWith(app, buyer, { sellerId: shop.id })
    expect(codes(await askIn(buyer, ticket!))).toEqual(['FORBIDDEN'])
    expect(codes(await askIn(shop.owner, ticket!))).toEqual(['NOT_FOUND'])
    const asked = await Promise.all([1, 2, 3].map(() => askIn(agent, ticket!)))
    expect(asked.flatMap(codes)).toEqual([])
    const events = await app.sql(`select from ticket_events where ticket_id = $1 and kind = 'shop_asked_in'`, [
      uuidIn(ticket!.id),
    ])
    expect(events).toHaveLength(1)
    const refused = [(await openWith(app, buyer, {})).ticket!, (await openWith(app, shop.owner, {})).ticket!]
    for (const one of refused) expect(codes(await askIn(agent, one))).toEqual(['VALIDATION'])
    const about = await openWith(app, buyer, { sellerId: shop.id })
    await app.sql('update sellers set closed_at = now() where id = $1', [shop.uuid])
    expect(codes(await askIn(agent, about.ticket!))).toEqual(['VALIDATION'])
  })
})

describe('assigning within a shop', () => {
  test('is done by its people and staff, to its people, and seen by them alone', async () => {
    const ticket = await writeToShop(app, buyer, shop.id)
    expect(codes(await assign(buyer, ticket, shop.member))).toEqual(['FORBIDDEN'])
    expect(codes(await assign(shop.member, ticket, buyer))).toEqual(['VALIDATION'])
    expect(codes(await assign(shop.member, ticket, agent))).toEqual(['VALIDATION'])
    for (const who of [shop.member, agent, shop.owner]) {
      expect(codes(await assign(who, ticket, shop.member))).toEqual([])
      expect(await thread(who, ticket)).toMatchObject({ shopAssignee: { name: 'Marek' } })
    }
    const before = await thread(buyer, ticket)
    expect(before).toMatchObject({ shopAssignee: null, seqs: [1], kinds: ['MessageEntry'] })
    const { data } = await app.gql(
      shop.owner,
      'query ($id: ID!) { tickets(filter: { shopAssigneeId: $id }) { totalCount } }',
      {
        id: personId(shop.member),
      },
    )
    expect(data.tickets.totalCount).toBe(1)
    const asBuyer = await app.gql(
      buyer,
      'query ($id: ID!) { tickets(filter: { shopAssigneeId: $id }) { totalCount } }',
      {
        id: personId(shop.member),
      },
    )
    expect(asBuyer.data.tickets.totalCount).toBe(0)
    expect(codes(await assign(shop.owner, ticket, null))).toEqual([])
    expect(await thread(shop.owner, ticket)).toMatchObject({ shopAssignee: null })
    const about = await ticketAbout(app, agent, buyer, shop.id)
    expect(codes(await assign(agent, about, shop.member))).toEqual(['VALIDATION'])
  })

  test('ends when the member is removed, also if it happens at the same time', async () => {
    const ticket = await writeToShop(app, buyer, shop.id)
    await assign(shop.owner, ticket, shop.member)
    const remove = () =>
      mutate(app, shop.owner, 'removeShopMember', { sellerId: shop.id, userId: personId(shop.member) })
    expect(codes(await remove())).toEqual([])
    expect((await thread(shop.owner, ticket))?.kinds).toEqual([
      'MessageEntry',
      'ShopAssignmentEntry',
      'ShopAssignmentEntry',
    ])
    expect(await thread(shop.owner, ticket)).toMatchObject({ shopAssignee: null })
    // While a removal is under way, nobody assigns to them.
    await joinShop(app, shop, shop.member)
    const hold = `update shop_members set removed_at = now() where user_id = '${shop.member.id}'`
    expect(codes(await whileLocked(app, hold, () => assign(shop.owner, ticket, shop.member)))).toEqual(['VALIDATION'])
  })

  test('control: without the lock of the member, the removed one keeps the ticket', async () => {
    const ticket = await writeToShop(app, buyer, shop.id)
    const query = pg.Client.prototype.query
    const spy = jest.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: any[]) {
      const [config] = args
      if (config?.text?.includes('FROM shop_members')) config.text = config.text.replace(' FOR SHARE SKIP LOCKED', '')
      return query.apply(this, args as never) as never
    } as never)
    const unlocked = await testApp({ database: app.database })
    try {
      const hold = `update shop_members set removed_at = now() where user_id = '${shop.member.id}'`
      const input = { ticketId: ticket.id, userId: personId(shop.member) }
      const assigned = await whileLocked(app, hold, () => mutate(unlocked, shop.owner, 'assignInShop', input))
      expect(codes(assigned)).toEqual([])
      const [row] = await app.sql('select shop_assignee_id as id from support_tickets where id = $1', [
        uuidIn(ticket.id),
      ])
      expect(row).toEqual({ id: shop.member.id })
    } finally {
      spy.mockRestore()
      await unlocked.close()
    }
  })
})

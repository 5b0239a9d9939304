import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import pg from 'pg'
import { openShop } from '../../test/asking.ts'
import { codes, mutate } from '../../test/mutate.ts'
import { inviteToShop, openWith, personId, type ShopOfTest, shopWithPeople, writeToShop } from '../../test/shops.ts'
import { type Actor, gid, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { whileLocked } from '../../test/whileLocked.ts'

let app: TestApp
let shop: ShopOfTest
let agent: Actor
let admin: Actor
let buyer: Actor
let stranger: Actor
beforeAll(async () => {
  app = await testApp()
  shop = await shopWithPeople(app)
  agent = await app.actor('agent', 'Sofia')
  admin = await app.actor('admin', 'Ruth')
  buyer = await app.actor('buyer', 'Mira')
  stranger = await app.actor('seller', 'Stefan')
  await openShop(app, stranger, 'Another Shop')
})
afterAll(() => app.close())

const sees = async (who: Actor, ticket: { id: string }): Promise<boolean> =>
  (await app.gql(who, 'query ($id: ID!) { ticket(id: $id) { id } }', { id: ticket.id })).data.ticket !== null

/** Who of everybody sees a ticket, in a list and by its id. */
async function seenBy(ticket: { id: string }): Promise<string[]> {
  const names: string[] = []
  for (const who of [buyer, shop.owner, shop.member, stranger, agent]) {
    const { data } = await app.gql(who, '{ tickets(first: 100) { edges { node { id } } } }')
    const listed = data.tickets.edges.some(({ node }: any) => node.id === ticket.id)
    expect(await sees(who, ticket)).toBe(listed)
    if (listed) names.push(who.name)
  }
  return names
}

const row = async ({ id }: { id: string }) =>
  (
    await app.sql<Record<string, unknown>>(
      `select addressed_to, shop_access, has_shop_side, waiting_on, seller_id is not null as shop from support_tickets where id = $1`,
      [uuidIn(id)],
    )
  )[0]

describe('a buyer writes', () => {
  test('to a shop, whose people and staff see it', async () => {
    const ticket = await writeToShop(app, buyer, shop.id, { order: '  10-2026 ' })
    expect(ticket).toMatchObject({ order: '10-2026', seller: { id: shop.id } })
    expect(await row(ticket)).toMatchObject({
      addressed_to: 'shop',
      shop_access: 'shop',
      has_shop_side: true,
      waiting_on: 'shop',
    })
    expect(await seenBy(ticket)).toEqual(['Mira', 'Olga', 'Marek', 'Sofia'])
  })

  test('to the platform about a shop, which learns nothing of it', async () => {
    const { ticket } = await openWith(app, buyer, { sellerId: shop.id })
    expect(await row(ticket!)).toMatchObject({
      addressed_to: 'staff',
      shop_access: 'none',
      has_shop_side: false,
      waiting_on: 'staff',
      shop: true,
    })
    expect(await seenBy(ticket!)).toEqual(['Mira', 'Sofia'])
    const { data } = await app.gql(shop.owner, '{ shopTickets { number } }')
    expect(data.shopTickets.map(({ number }: any) => number)).not.toContain(ticket!.number)
  })

  test('to the platform', async () => {
    const { ticket } = await openWith(app, buyer, {})
    expect(await row(ticket!)).toMatchObject({ addressed_to: 'staff', shop_access: 'none', shop: false })
  })

  test('to no unknown or closed shop, and names one to write to a shop', async () => {
    const closed = await openShop(app, await app.actor('seller'), 'Closed Shop')
    await mutate(app, admin, 'closeShop', { sellerId: closed })
    const refused = async (more: Record<string, unknown>) => (await openWith(app, buyer, more)).errors
    expect(await refused({ to: 'SHOP' })).toMatchObject([{ code: 'VALIDATION', path: ['input', 'sellerId'] }])
    for (const to of ['SHOP', 'STAFF']) {
      for (const id of [gid('Seller', personId(buyer)), gid('Seller', buyer.id), 'x'])
        expect(await refused({ to, sellerId: id })).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'sellerId'] }])
      expect(await refused({ to, sellerId: closed })).toMatchObject([
        { code: 'VALIDATION', message: 'This shop is closed.', path: ['input', 'sellerId'] },
      ])
    }
    expect(codes(await openWith(app, buyer, { order: 'x'.repeat(101) }))).toEqual(['VALIDATION'])
  })
})

describe('a seller', () => {
  test('files tickets for the shop, which all of its people see', async () => {
    for (const who of [shop.owner, shop.member]) {
      const { ticket } = await openWith(app, who, {})
      expect(await row(ticket!)).toMatchObject({
        addressed_to: 'staff',
        shop_access: 'requester',
        has_shop_side: false,
        shop: true,
      })
      expect(await seenBy(ticket!)).toEqual(['Olga', 'Marek', 'Sofia'])
    }
  })

  test('cannot write to their own shop, or in the name of another', async () => {
    expect(codes(await openWith(app, shop.member, { sellerId: shop.id, to: 'SHOP' }))).toEqual(['VALIDATION'])
    for (const to of ['SHOP', 'STAFF'])
      expect(codes(await openWith(app, stranger, { sellerId: shop.id, to }))).toEqual(['FORBIDDEN'])
  })
})

describe('staff', () => {
  test('open tickets for buyers and sellers as these would', async () => {
    const forBuyer = { requesterId: personId(buyer), sellerId: shop.id }
    const { ticket } = await openWith(app, agent, { ...forBuyer, to: 'SHOP' })
    expect(await row(ticket!)).toMatchObject({ addressed_to: 'shop', shop_access: 'shop', has_shop_side: true })
    const about = await openWith(app, agent, forBuyer)
    expect(await row(about.ticket!)).toMatchObject({ addressed_to: 'staff', shop_access: 'none' })
    const filed = await openWith(app, agent, { requesterId: personId(shop.member), sellerId: shop.id })
    expect(await row(filed.ticket!)).toMatchObject({ addressed_to: 'staff', shop_access: 'requester' })
    expect(await seenBy(filed.ticket!)).toEqual(['Olga', 'Marek', 'Sofia'])
  })

  test('write to a shop only for a buyer', async () => {
    for (const more of [{}, { requesterId: personId(shop.owner) }, { requesterId: personId(stranger) }])
      expect(codes(await openWith(app, agent, { sellerId: shop.id, to: 'SHOP', ...more }))).toEqual(['VALIDATION'])
  })
})

describe('closing a shop and opening a ticket with it', () => {
  const close = (id: string) => `update sellers set closed_at = now() where id = '${uuidIn(id)}'`

  test('have one winner: the ticket waits for the shop and is refused', async () => {
    const { id } = await shopWithPeople(app)
    const opened = await whileLocked(app, close(id), () => openWith(app, buyer, { sellerId: id, to: 'SHOP' }))
    expect(codes(opened)).toEqual(['VALIDATION'])
    expect(await app.sql('select from support_tickets where seller_id = $1', [uuidIn(id)])).toHaveLength(0)
  })

  test('or the closing waits for the ticket', async () => {
    const { id, owner } = await shopWithPeople(app)
    const hold = `select from sellers where id = '${uuidIn(id)}' for share`
    let closed = false
    await whileLocked(app, hold, async () => {
      const closing = mutate(app, admin, 'closeShop', { sellerId: id }).then(() => (closed = true))
      await Promise.race([closing, app.sql('select')])
      expect(closed).toBe(false)
      return closing
    })
    expect(codes(await inviteToShop(app, { id, owner }, 'late@parley.test'))).toEqual(['VALIDATION'])
  })

  test('control: both succeed if the ticket does not hold the shop', async () => {
    const query = pg.Client.prototype.query
    const spy = jest.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: any[]) {
      const [config] = args
      if (config?.text?.includes('FROM sellers')) config.text = config.text.replace(' FOR SHARE', '')
      return query.apply(this, args as never) as never
    } as never)
    const unlocked = await testApp({ database: app.database })
    try {
      const { id } = await shopWithPeople(app)
      const opened = await whileLocked(app, close(id), () => openWith(unlocked, buyer, { sellerId: id, to: 'SHOP' }))
      expect(codes(opened)).toEqual([])
      const [one] = await app.sql<{ closed: boolean; tickets: number }>(
        `select closed_at is not null as closed, (select count(*)::int from support_tickets t where t.seller_id = s.id) as tickets
         from sellers s where id = $1`,
        [uuidIn(id)],
      )
      expect(one).toEqual({ closed: true, tickets: 1 })
    } finally {
      spy.mockRestore()
      await unlocked.close()
    }
  })
})

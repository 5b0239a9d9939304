import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { postAuth } from '../../test/authApi.ts'
import { openShop } from '../../test/asking.ts'
import { PASSWORD, tokenIn } from '../../test/inviting.ts'
import { codes, mutate } from '../../test/mutate.ts'
import { inviteToShop, joinShop, personId, type ShopOfTest, shopWithPeople } from '../../test/shops.ts'
import { type Actor, type TestApp, testApp } from '../../test/testApp.ts'

let app: TestApp
let admin: Actor
let agent: Actor
let buyer: Actor
beforeAll(async () => {
  app = await testApp()
  admin = await app.actor('admin', 'Ruth')
  agent = await app.actor('agent', 'Sofia')
  buyer = await app.actor('buyer', 'Mira')
})
afterAll(() => app.close())

const MEMBERS = `query ($id: ID!) { node(id: $id) { ... on Seller { isClosed viewerCanManageMembers members { name }
  invitations { id email } } } viewerShops { id } }`

async function seen(who: Actor, shopId: string) {
  const { data, errors } = await app.gql(who, MEMBERS, { id: shopId })
  if (errors) throw new Error(JSON.stringify(errors))
  return { ...data.node, members: data.node.members.map(({ name }: any) => name), shops: data.viewerShops.length }
}

const preview = async (token: string) =>
  (
    await app.gql(
      null,
      'query ($token: String!) { shopInvitation(token: $token) { shopName invitedBy email needsAccount } }',
      { token },
    )
  ).data.shopInvitation

const acceptAs = (who: Actor, link: string) =>
  mutate(app, who, 'acceptShopInvitation', { token: tokenIn(link) }, 'seller { shopName }')

describe('the people of a shop', () => {
  test('are its owner and who accepts an invitation; they and staff see each other, everybody else the owner at most', async () => {
    const { id, owner, member } = await shopWithPeople(app)
    expect(await seen(owner, id)).toMatchObject({
      members: ['Olga', 'Marek'],
      viewerCanManageMembers: true,
      isClosed: false,
      shops: 1,
    })
    expect(await seen(member, id)).toMatchObject({
      members: ['Olga', 'Marek'],
      viewerCanManageMembers: false,
      invitations: [],
      shops: 1,
    })
    expect(await seen(agent, id)).toMatchObject({ members: ['Olga', 'Marek'], viewerCanManageMembers: false, shops: 0 })
    expect(await seen(admin, id)).toMatchObject({ members: ['Olga', 'Marek'], viewerCanManageMembers: true })
    expect((await seen(buyer, id)).members).toEqual([])
  })

  test('are invited by the owner and by admins alone', async () => {
    const shop = await shopWithPeople(app)
    for (const who of [shop.member, buyer, agent, await app.actor('seller')])
      expect(codes(await inviteToShop(app, shop, 'new@parley.test', who))).toEqual(['FORBIDDEN'])
    expect(codes(await inviteToShop(app, shop, 'new@parley.test', admin))).toEqual([])
    expect(codes(await inviteToShop(app, shop, 'NEW@parley.test'))).toEqual(['CONFLICT'])
    expect(codes(await inviteToShop(app, shop, 'nobody'))).toEqual(['VALIDATION'])
    expect((await seen(shop.owner, shop.id)).invitations).toMatchObject([{ email: 'new@parley.test' }])
  })

  test('are limited in how many they invite', async () => {
    const shop = await shopWithPeople(app)
    for (let n = 0; n < 20; n++) expect(codes(await inviteToShop(app, shop, `guest${n}@parley.test`))).toEqual([])
    expect(codes(await inviteToShop(app, shop, 'onemore@parley.test'))).toEqual(['VALIDATION'])
  })
})

describe('an invitation to a shop', () => {
  test('creates the account of a seller for a new person, once, even if it is accepted concurrently', async () => {
    const shop = await shopWithPeople(app)
    const { link, mailing, invitation } = await inviteToShop(app, shop, 'ada@parley.test')
    expect([link.startsWith('/join-shop?token='), mailing]).toEqual([true, false])
    const token = tokenIn(link)
    expect(await preview(token)).toEqual({
      shopName: 'Northlight Lamps',
      invitedBy: 'Olga',
      email: invitation.email,
      needsAccount: true,
    })
    const accepted = await Promise.all(
      [1, 2, 3].map(() =>
        postAuth(app, '/shop-invitation/accept', { token, name: 'Ada Lovelace', password: PASSWORD }),
      ),
    )
    expect(accepted.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404, 404])
    expect(await app.sql('select role from users where email = $1', [invitation.email])).toEqual([{ role: 'seller' }])
    expect((await seen(shop.owner, shop.id)).members).toEqual(['Olga', 'Marek', 'Ada Lovelace'])
    expect(await preview(token)).toBeNull()
  })

  test('is accepted by sellers while they are signed in, and by nobody else', async () => {
    const shop = await shopWithPeople(app)
    const seller = await app.actor('seller', 'Nora')
    const { link } = await inviteToShop(app, shop, seller.email)
    expect((await preview(tokenIn(link))).needsAccount).toBe(false)
    expect(
      (await postAuth(app, '/shop-invitation/accept', { token: tokenIn(link), name: 'N', password: PASSWORD })).status,
    ).toBe(409)
    for (const who of [buyer, agent, admin]) expect(codes(await acceptAs(who, link))).toEqual(['FORBIDDEN'])
    expect(await acceptAs(seller, link)).toMatchObject({ seller: { shopName: 'Northlight Lamps' }, errors: [] })
    // A retry of the same person is harmless; the link works for nobody else.
    expect(codes(await acceptAs(seller, link))).toEqual([])
    expect(codes(await acceptAs(await app.actor('seller'), link))).toEqual(['NOT_FOUND'])
  })

  test('expires, is withdrawn by who manages the shop, and does not work for a closed shop', async () => {
    const shop = await shopWithPeople(app)
    const seller = await app.actor('seller')
    const { link, invitation } = await inviteToShop(app, shop, seller.email)
    const cancel = (who: Actor) => mutate(app, who, 'cancelShopInvitation', { invitationId: invitation.id })
    for (const who of [shop.member, buyer, seller]) expect(codes(await cancel(who))).toEqual(['NOT_FOUND'])
    await app.sql('update shop_invitations set expires_at = now() where email = $1', [seller.email])
    expect(codes(await acceptAs(seller, link))).toEqual(['NOT_FOUND'])
    // An expired one makes room for another.
    const again = await inviteToShop(app, shop, seller.email)
    expect(codes(again)).toEqual([])
    expect(codes(await mutate(app, admin, 'closeShop', { sellerId: shop.id }))).toEqual([])
    expect(await preview(tokenIn(again.link))).toBeNull()
    expect(codes(await acceptAs(seller, again.link))).toEqual(['NOT_FOUND'])
    expect(codes(await inviteToShop(app, shop, 'another@parley.test'))).toEqual(['VALIDATION'])
    expect(codes(await mutate(app, admin, 'reopenShop', { sellerId: shop.id }))).toEqual([])
    expect(codes(await mutate(app, shop.owner, 'cancelShopInvitation', { invitationId: again.invitation.id }))).toEqual(
      [],
    )
    expect(codes(await acceptAs(seller, again.link))).toEqual(['NOT_FOUND'])
  })
})

describe('a member', () => {
  let shop: ShopOfTest
  beforeAll(async () => {
    shop = await shopWithPeople(app)
  })
  const remove = (who: Actor, person: Actor) =>
    mutate(app, who, 'removeShopMember', { sellerId: shop.id, userId: personId(person) })

  test('is removed by the owner and by admins alone, any number of times; the owner is not', async () => {
    const other = await app.actor('seller', 'Otto')
    await joinShop(app, shop, other)
    for (const who of [shop.member, buyer, agent]) expect(codes(await remove(who, other))).toEqual(['FORBIDDEN'])
    for (const who of [shop.owner, admin]) expect(codes(await remove(who, shop.owner))).toEqual(['FORBIDDEN'])
    expect(codes(await remove(shop.owner, buyer))).toEqual(['NOT_FOUND'])
    expect(codes(await remove(shop.owner, other))).toEqual([])
    expect(codes(await remove(admin, other))).toEqual([])
    expect((await seen(shop.owner, shop.id)).members).toEqual(['Olga', 'Marek'])
    expect((await seen(other, shop.id)).shops).toBe(0)
    // They can be invited again.
    await joinShop(app, shop, other)
    expect((await seen(other, shop.id)).shops).toBe(1)
  })

  test('leaves by themselves; the owner cannot', async () => {
    const other = await app.actor('seller', 'Lea')
    await joinShop(app, shop, other)
    const leave = (who: Actor) => mutate(app, who, 'leaveShop', { sellerId: shop.id })
    expect(codes(await leave(shop.owner))).toEqual(['FORBIDDEN'])
    expect(codes(await leave(buyer))).toEqual(['NOT_FOUND'])
    expect(codes(await leave(other))).toEqual([])
    expect(codes(await leave(other))).toEqual([])
    expect((await seen(shop.owner, shop.id)).members).not.toContain('Lea')
  })

  test('who comes and goes, and the closing of a shop, are in the audit log', async () => {
    const other = await app.actor('seller', 'Ida')
    const id = await openShop(app, shop.owner, 'Second Shop')
    const one = { id, owner: shop.owner }
    await joinShop(app, one, other)
    await mutate(app, shop.owner, 'removeShopMember', { sellerId: id, userId: personId(other) })
    await joinShop(app, one, other)
    await mutate(app, other, 'leaveShop', { sellerId: id })
    await mutate(app, admin, 'closeShop', { sellerId: id })
    await mutate(app, admin, 'closeShop', { sellerId: id })
    const { data } = await app.gql(admin, '{ auditLog(first: 50) { edges { node { actor { name } text } } } }')
    const entries = data.auditLog.edges.map(
      ({ node }: any) => `${node.actor?.name} ${node.text.replaceAll(/[\u2066-\u2069]/g, '')}`,
    )
    expect(entries.filter((entry: string) => entry.includes('Second Shop'))).toEqual([
      'Ruth closed Second Shop',
      'Ida left Second Shop',
      'Ida joined Second Shop',
      'Olga invited somebody to answer for Second Shop',
      'Olga removed Ida from Second Shop',
      'Ida joined Second Shop',
      'Olga invited somebody to answer for Second Shop',
    ])
  })
})

test('only admins close and reopen shops', async () => {
  const shop = await shopWithPeople(app)
  for (const who of [shop.owner, shop.member, buyer, agent])
    for (const what of ['closeShop', 'reopenShop'])
      expect(codes(await mutate(app, who, what, { sellerId: shop.id }))).toEqual(['FORBIDDEN'])
  expect(codes(await mutate(app, admin, 'closeShop', { sellerId: shop.id }))).toEqual([])
  expect(await seen(buyer, shop.id)).toMatchObject({ isClosed: true })
})

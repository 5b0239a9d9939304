import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { logViolations } from '../../test/logInvariants.ts'
import { openShop, openWithShop, type Shop } from '../../test/sides.ts'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'

let app: TestApp
let buyer: Actor
let agent: Actor
let shop: Shop
beforeAll(async () => {
  app = await testApp()
  buyer = await app.actor('buyer', 'Mira')
  agent = await app.actor('agent', 'Sofia')
  shop = await openShop(app)
})
afterAll(() => app.close())
afterEach(async () =>
  expect(await logViolations({ query: (text: string) => app.sql(text).then((rows) => ({ rows })) } as never)).toEqual(
    [],
  ),
)

const STATE = `query ($id: ID!) { ticket(id: $id) { lastSeq unreadCount viewerSide viewerAudiences waitingOn shopTakesPart addressedTo
  timeline(first: 50) { edges { node { seq audience ... on MessageEntry { message { body } } } } } } }`
const state = async (who: Actor, id: string) => {
  const { data } = await app.gql(who, STATE, { id })
  if (!data.ticket) return null
  const { timeline, ...ticket } = data.ticket
  return {
    ...ticket,
    seqs: timeline.edges.map(({ node }: any) => node.seq),
    bodies: timeline.edges.flatMap(({ node }: any) => node.message?.body ?? []),
  }
}
const say = async (who: Actor, id: string, body: string, audience = 'PARTICIPANTS') => {
  const { errors } = await reply(app, who, id, body, { audience })
  return errors[0]?.code ?? 'sent'
}
const askIn = (id: string, withHistory: boolean) =>
  app.gql(agent, 'mutation ($input: AskShopInInput!) { askShopIn(input: $input) { errors { code } } }', {
    input: { ticketId: id, withHistory },
  })

test('each side reads its messages, numbered without gaps, and knows whose turn it is as far as it may', async () => {
  const id = await openWithShop(app, buyer, shop, 'SHOP')
  expect(await state(buyer, id)).toMatchObject({ addressedTo: 'SHOP', waitingOn: 'SHOP', viewerSide: 'REQUESTER' })
  expect(await say(shop.member, id, 'to all')).toBe('sent')
  expect(await state(agent, id)).toMatchObject({ waitingOn: 'REQUESTER' })
  expect(await say(agent, id, 'to the shop', 'SHOP')).toBe('sent')
  expect(await say(shop.owner, id, 'from the shop', 'SHOP')).toBe('sent')
  expect(await say(buyer, id, 'from the buyer', 'REQUESTER')).toBe('sent')
  expect(await say(agent, id, 'a note', 'STAFF')).toBe('sent')
  expect(await state(buyer, id)).toEqual({
    addressedTo: 'SHOP',
    shopTakesPart: true,
    viewerSide: 'REQUESTER',
    viewerAudiences: ['PARTICIPANTS', 'REQUESTER'],
    waitingOn: 'REQUESTER',
    unreadCount: 0,
    lastSeq: 3,
    seqs: [1, 2, 3],
    bodies: ['It does not light up.', 'to all', 'from the buyer'],
  })
  expect(await state(shop.member, id)).toEqual({
    addressedTo: 'SHOP',
    shopTakesPart: true,
    viewerSide: 'SHOP',
    viewerAudiences: ['PARTICIPANTS', 'SHOP'],
    waitingOn: 'REQUESTER',
    unreadCount: 2,
    lastSeq: 4,
    seqs: [1, 2, 3, 4],
    bodies: ['It does not light up.', 'to all', 'to the shop', 'from the shop'],
  })
  expect(await state(agent, id)).toMatchObject({
    waitingOn: 'STAFF',
    lastSeq: 6,
    viewerAudiences: ['PARTICIPANTS', 'STAFF', 'REQUESTER', 'SHOP'],
  })
  const view = (as: string) =>
    app.gql(agent, `query ($id: ID!) { ticket(id: $id) { timeline(as: ${as}) { edges { node { seq } } } } }`, { id })
  expect((await view('SHOP')).data.ticket.timeline.edges).toHaveLength(4)
  expect((await view('REQUESTER')).data.ticket.timeline.edges).toHaveLength(3)
  const other = await app.gql(
    buyer,
    'query ($id: ID!) { ticket(id: $id) { timeline(as: SHOP) { edges { node { seq } } } } }',
    { id },
  )
  expect(other.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT')
})

test('nobody writes to an audience that is not theirs', async () => {
  const id = await openWithShop(app, buyer, shop, 'SHOP')
  const alone = await openWithShop(app, buyer, shop, 'STAFF')
  expect(await say(buyer, id, 'x', 'SHOP')).toBe('FORBIDDEN')
  expect(await say(buyer, id, 'x', 'STAFF')).toBe('FORBIDDEN')
  expect(await say(shop.owner, id, 'x', 'REQUESTER')).toBe('FORBIDDEN')
  expect(await say(shop.owner, id, 'x', 'STAFF')).toBe('FORBIDDEN')
  expect(await say(shop.owner, alone, 'x')).toBe('NOT_FOUND')
  expect(await say(agent, alone, 'x', 'SHOP')).toBe('VALIDATION')
  expect(await say(buyer, alone, 'only for staff', 'REQUESTER')).toBe('sent')
})

test.each([true, false])('a shop that is asked in late, with the history: %s', async (withHistory) => {
  const id = await openWithShop(app, buyer, shop, 'STAFF')
  await say(agent, id, 'an answer')
  await say(buyer, id, 'between us', 'REQUESTER')
  expect(await state(shop.owner, id)).toBeNull()
  await askIn(id, withHistory)
  await say(buyer, id, 'to all')
  const { lastSeq, seqs, bodies, unreadCount } = await state(shop.member, id)
  expect(bodies).toEqual(withHistory ? ['It does not light up.', 'an answer', 'to all'] : ['to all'])
  expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => lastSeq - seqs.length + 1 + index))
  expect(unreadCount).toBe(withHistory ? 3 : 1)
  await app.gql(shop.member, 'mutation ($input: MarkReadInput!) { markRead(input: $input) { errors { code } } }', {
    input: { ticketId: id, seq: lastSeq },
  })
  expect(await state(shop.member, id)).toMatchObject({ unreadCount: 0 })
})

test('replies that race with asking a shop in are numbered on both sides', async () => {
  const id = await openWithShop(app, buyer, shop, 'STAFF')
  const replies = Array.from({ length: 12 }, (_, n) => say([buyer, agent][n % 2]!, id, `message ${n}`))
  await Promise.all([...replies.slice(0, 6), askIn(id, true), ...replies.slice(6)])
  const { seqs } = await state(shop.owner, id)
  expect(seqs).toEqual(seqs.map((_: number, index: number) => index + 1))
})

test('a feed of the shop resumes from its own cursors, and ends with the membership', async () => {
  const id = await openWithShop(app, buyer, shop, 'SHOP')
  const { data } = await app.gql(shop.member, 'query ($id: ID!) { ticket(id: $id) { cursor } }', { id })
  await say(agent, id, 'a note', 'STAFF')
  await say(agent, id, 'to the shop', 'SHOP')
  const client = wsClient(app, shop.member)
  const feed = subscribe(
    client,
    'subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) { ... on TicketEvent { entry { seq audience } } } }',
    { id, after: data.ticket.cursor },
  )
  expect((await feed.next()).data.ticketEvents.entry).toEqual({ seq: 2, audience: 'SHOP' })
  await client.dispose()
  await app.sql('update shop_members set removed_at = now() where user_id = $1', [shop.member.id])
  expect(await state(shop.member, id)).toBeNull()
  expect(await say(shop.member, id, 'still here')).toBe('NOT_FOUND')
  await app.sql('update shop_members set removed_at = null where user_id = $1', [shop.member.id])
})

test('a private message reopens nothing; one to everyone does', async () => {
  const id = await openWithShop(app, buyer, shop, 'SHOP')
  await app.gql(agent, 'mutation ($input: SetStatusInput!) { setStatus(input: $input) { errors { code } } }', {
    input: { ticketId: id, status: 'RESOLVED' },
  })
  const status = async () =>
    (await app.sql<{ status: string }>('select status from support_tickets where id = $1', [uuidIn(id)]))[0]!.status
  await say(buyer, id, 'between us', 'REQUESTER')
  expect(await status()).toBe('resolved')
  await say(buyer, id, 'to all')
  expect(await status()).toBe('open')
})

test('a reply that is sent later is scheduled', async () => {
  const id = await openWithShop(app, buyer, shop, 'SHOP')
  const sendAt = new Date(Date.now() + 3_600_000).toISOString()
  const clientId = randomUUID()
  const sent = await reply(app, shop.owner, id, 'tomorrow', { audience: 'SHOP', sendAt, clientId })
  expect(sent).toMatchObject({ message: null, errors: [] })
  const { data } = await app.gql(
    shop.owner,
    'query ($id: ID!) { scheduledMessages(ticketId: $id) { audience body } }',
    { id },
  )
  expect(data.scheduledMessages).toEqual([{ audience: 'SHOP', body: 'tomorrow' }])
})

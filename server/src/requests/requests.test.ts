import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { ask, cancel, decide, openShop, threadOf, ticketAbout } from '../../test/asking.ts'
import { followed, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, reply, type TestApp, testApp } from '../../test/testApp.ts'

let app: TestApp
let agent: Actor
let other: Actor
let buyer: Actor
let seller: Actor
let ticket: { id: string; number: string }
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  ;[agent, other, buyer, seller] = await Promise.all([
    app.actor('agent', 'Ada'),
    app.actor('agent', 'Ben'),
    app.actor('buyer', 'Mira'),
    app.actor('seller', 'Ines'),
  ])
  ticket = await ticketAbout(app, agent, buyer, await openShop(app, seller))
})

const codes = ({ errors }: { errors: { code: string }[] }) => errors.map(({ code }) => code)

describe('requesting to join', () => {
  test('a seller requests to join their shop’s ticket, and sees only its number until admitted', async () => {
    const { data } = await app.gql(seller, '{ shopTickets { ticketId number shopName openedAt } }')
    expect(data.shopTickets).toEqual([
      { ticketId: ticket.id, number: ticket.number, shopName: 'Northlight Lamps', openedAt: expect.any(String) },
    ])
    const { request, errors } = await ask(app, seller, { ticketId: ticket.id, reason: 'It is my lamp.' })
    expect(errors).toEqual([])
    expect(request).toMatchObject({
      status: 'PENDING',
      ticketNumber: ticket.number,
      ticket: null,
      viewerCanCancel: true,
    })
    expect(await threadOf(app, seller, ticket.id)).toBeNull()
    const found = await app.gql(seller, '{ tickets { totalCount } users { edges { node { name } } } }')
    expect(found.data.tickets.totalCount).toBe(0)
    expect(JSON.stringify(found.data.users)).not.toContain('Mira')
  })

  test('the ticket’s number works as well as its id', async () => {
    const { request } = await ask(app, seller, { ticketNumber: ticket.number.toLowerCase() })
    expect(request.ticketNumber).toBe(ticket.number)
  })

  test('an unrelated ticket looks as if it did not exist', async () => {
    const stranger = await app.actor('seller', 'Sam')
    await openShop(app, stranger, 'Kumo')
    const nowhere = gid('Ticket', '00000000-0000-4000-8000-000000000000')
    const [real, none] = [
      await ask(app, stranger, { ticketId: ticket.id }),
      await ask(app, stranger, { ticketId: nowhere }),
    ]
    expect(real).toEqual(none)
    expect(codes(real)).toEqual(['NOT_FOUND'])
    expect(codes(await ask(app, stranger, { ticketNumber: ticket.number }))).toEqual(['NOT_FOUND'])
    expect(codes(await ask(app, await app.actor('buyer'), { ticketId: ticket.id }))).toEqual(['NOT_FOUND'])
  })

  test('the requester and staff see the request in the history; only staff see the reason', async () => {
    await ask(app, seller, { ticketId: ticket.id, reason: 'Between us: she is wrong.' })
    const [mine, theirs] = [await threadOf(app, buyer, ticket.id), await threadOf(app, agent, ticket.id)]
    const asked = { __typename: 'ChatRequestEntry', actor: { name: 'Ines' }, change: 'PENDING' }
    expect(mine!.entries.at(-1)).toMatchObject({ ...asked, request: { reason: '', requester: { name: 'Ines' } } })
    expect(theirs!.entries.at(-1)).toMatchObject({ ...asked, request: { reason: 'Between us: she is wrong.' } })
  })

  test('repeated and concurrent requests return the pending one', async () => {
    const all = await Promise.all([1, 2, 3].map(() => ask(app, seller, { ticketId: ticket.id })))
    expect(new Set(all.map(({ request }) => request.id)).size).toBe(1)
    const asked = (await threadOf(app, agent, ticket.id))!.entries.filter(({ change }) => change === 'PENDING')
    expect(asked).toHaveLength(1)
  })

  test('invalid requests are rejected with a reason', async () => {
    expect(codes(await ask(app, agent))).toEqual(['FORBIDDEN'])
    expect(codes(await ask(app, buyer, { ticketId: ticket.id }))).toEqual(['CONFLICT'])
    expect(codes(await ask(app, seller, { reason: '  ' }))).toEqual(['VALIDATION'])
    expect(codes(await ask(app, seller, { reason: 'x'.repeat(1_001) }))).toEqual(['VALIDATION'])
    expect(codes(await ask(app, seller, { reason: 'x\0' }))).toEqual(['VALIDATION'])
    expect(codes(await ask(app, seller, { ticketId: ticket.id, ticketNumber: ticket.number }))).toEqual(['VALIDATION'])
  })

  test('at most ten requests of one person are pending, and their rate is limited', async () => {
    const shop = await openShop(app, seller, 'Second')
    const tickets = await Promise.all(Array.from({ length: 11 }, () => ticketAbout(app, agent, buyer, shop)))
    for (const { id } of tickets.slice(0, 10)) expect(codes(await ask(app, seller, { ticketId: id }))).toEqual([])
    expect(codes(await ask(app, seller, { ticketId: tickets[10]!.id }))).toEqual(['CONFLICT'])
    await app.sql(`update chat_requests set status = 'declined' where requester_id = $1`, [seller.id])
    await app.sql(
      `insert into chat_requests (requester_id, status, live) select $1, 'declined', true from generate_series(1, 20)`,
      [seller.id],
    )
    await expect(ask(app, seller)).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  })

  test('a request can be withdrawn once, and not after it is decided', async () => {
    const { request } = await ask(app, seller, { ticketId: ticket.id })
    expect(codes(await cancel(app, agent, request.id))).toEqual(['FORBIDDEN'])
    for (let i = 0; i < 2; i++) expect((await cancel(app, seller, request.id)).request.status).toBe('CANCELLED')
    const decided = await decide(app, agent, request.id, true)
    expect(decided.errors[0]).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('Ines') })
    expect((await threadOf(app, agent, ticket.id))!.entries.at(-1)).toMatchObject({ change: 'CANCELLED' })

    const again = (await ask(app, seller, { ticketId: ticket.id })).request
    await decide(app, agent, again.id, false)
    expect(codes(await cancel(app, seller, again.id))).toEqual(['CONFLICT'])
  })
})

describe('deciding', () => {
  test('a person admitted with new messages only reads later messages, and has no unread ones', async () => {
    await reply(app, agent, ticket.id, 'Said before.')
    const { request } = await ask(app, seller, { ticketId: ticket.id })
    const decided = await decide(app, agent, request.id, true)
    expect(decided.request).toMatchObject({ status: 'ACCEPTED', decidedBy: { name: 'Ada' }, ticket: { id: ticket.id } })
    const first = await threadOf(app, seller, ticket.id)
    expect(first).toMatchObject({ bodies: [], unreadCount: 0, people: ['Mira', 'Ines'] })
    await reply(app, buyer, ticket.id, 'Said after.')
    expect(await threadOf(app, seller, ticket.id)).toMatchObject({ bodies: ['Said after.'], unreadCount: 1 })
    expect((await reply(app, seller, ticket.id, 'Hello!')).errors).toEqual([])
    const seen = (await threadOf(app, buyer, ticket.id))!.entries
    expect(seen.find(({ change }) => change === 'ACCEPTED')).toMatchObject({ actor: { name: 'Ada' }, fromStart: false })
  })

  test('a person admitted with the full history reads all messages', async () => {
    await reply(app, agent, ticket.id, 'A note', { audience: 'STAFF' })
    const { request } = await ask(app, seller, { ticketId: ticket.id })
    await decide(app, agent, request.id, true, { fromStart: true })
    const { bodies, unreadCount } = (await threadOf(app, seller, ticket.id))!
    expect(bodies).toEqual(['It does not light up.'])
    expect(unreadCount).toBe(1)
  })

  test('a declined requester gets the reason and no access', async () => {
    const { request } = await ask(app, seller, { ticketId: ticket.id })
    await decide(app, agent, request.id, false, { note: 'Not needed, thank you.' })
    const { data } = await app.gql(
      seller,
      '{ chatRequests { totalCount edges { node { status note ticket { id } } } } }',
    )
    expect(data.chatRequests).toEqual({
      totalCount: 1,
      edges: [{ node: { status: 'DECLINED', note: 'Not needed, thank you.', ticket: null } }],
    })
    expect(await threadOf(app, seller, ticket.id)).toBeNull()
    const entry = (await threadOf(app, buyer, ticket.id))!.entries.at(-1)
    expect(entry).toMatchObject({ change: 'DECLINED', request: { note: null, reason: '' } })
  })

  test('one of many concurrent decisions succeeds, the others name that person, and a retry is harmless', async () => {
    const deciders = [agent, other, await app.actor('admin', 'Cleo'), await app.actor('agent', 'Dan')]
    for (let round = 0; round < 5; round++) {
      const { request } = await ask(app, seller, { reason: `Round ${round}` })
      const results = await Promise.all(deciders.map((who, i) => decide(app, who, request.id, i % 2 === 0)))
      const won = results.findIndex(({ errors }) => errors.length === 0)
      const { name } = deciders[won]!
      expect(results.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
      for (const { errors, request: seen } of results.toSpliced(won, 1)) {
        expect(errors[0]).toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(`^${name} has already`) })
        expect(seen.decidedBy.name).toBe(name)
      }
      const accepted = won % 2 === 0
      expect((await decide(app, deciders[won]!, request.id, accepted)).errors).toEqual([])
      expect(codes(await decide(app, deciders[won]!, request.id, !accepted))).toEqual(['CONFLICT'])
      const opened = await app.sql('select 1 from ticket_messages where id = $1', [uuidOf(request.id)])
      expect(opened).toHaveLength(accepted ? 1 : 0)
    }
  })

  test('control: without the lock and the policy several decide', async () => {
    const { request } = await ask(app, seller)
    // Each reads first and then writes, without a lock in between.
    const look = () =>
      app.sql<{ status: string }>('select status from chat_requests where id = $1', [uuidOf(request.id)])
    const looked = await Promise.all([look(), look()])
    const won = looked.map(([seen]) => seen!.status === 'pending')
    expect(won).toEqual([true, true])
  })

  test('an accepted live chat is a ticket of the requester that starts with the reason, assigned to who accepted', async () => {
    const { request } = await ask(app, seller, { reason: 'My payout is late.\nSince Monday.' })
    expect(request).toMatchObject({ isLiveChat: true, ticket: null, ticketNumber: null })
    const decided = await decide(app, agent, request.id, true)
    expect(decided.request.ticket).toMatchObject({ subject: 'My payout is late.' })
    const { id } = decided.request.ticket
    const { data } = await app.gql(
      seller,
      `query ($id: ID!) { ticket(id: $id) { status assignee { name } requester { name } seller { shopName } unreadCount lastMessage { author { name } senderRole } } }`,
      { id },
    )
    expect(data.ticket).toEqual({
      status: 'IN_PROGRESS',
      assignee: { name: 'Ada' },
      requester: { name: 'Ines' },
      seller: { shopName: 'Northlight Lamps' },
      unreadCount: 0,
      lastMessage: { author: { name: 'Ines' }, senderRole: 'SELLER' },
    })
    const { entries } = (await threadOf(app, seller, id))!
    expect(entries[0].message.body).toBe('My payout is late.\nSince Monday.')
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  })
})

test('of two chat requests each can be withdrawn, and staff stay notified of the other while it is pending', async () => {
  const [mira, tomas, staff] = [
    await app.actor('buyer', 'Mira'),
    await app.actor('buyer', 'Tomas'),
    await app.actor('agent'),
  ]
  const asks = await Promise.all([ask(app, mira), ask(app, tomas)])
  const notified = async () => {
    const { data } = await app.gql(staff, '{ notifications(first: 5) { edges { node { text count readAt } } } }')
    return data.notifications.edges.map(({ node }: any) => node)
  }
  expect(await notified()).toMatchObject([{ count: 2, readAt: null }])
  expect((await cancel(app, mira, asks[0]!.request.id)).errors).toEqual([])
  expect(await notified()).toMatchObject([{ text: 'Tomas asks for a chat', count: 1, readAt: null }])
  expect((await cancel(app, tomas, asks[1]!.request.id)).errors).toEqual([])
  expect(await notified()).toMatchObject([{ readAt: expect.any(String) }])
})

describe('live', () => {
  const CHANGED = 'subscription { chatRequestChanged { id status requester { name } reason decidedBy { name } } }'

  test('staff receive every request, requesters only their own', async () => {
    const bystander = await app.actor('seller', 'Sam')
    const clients = [agent, seller, bystander].map((who) => wsClient(app, who))
    const [staff, requester, other] = (await Promise.all(clients.map((client) => followed(client, CHANGED)))) as [
      any,
      any,
      any,
    ]
    const { request } = await ask(app, seller, { ticketId: ticket.id, reason: 'It is my lamp.' })
    await decide(app, agent, request.id, false)
    const isIt = (status: string) => (delivery: any) => {
      const { id, status: now } = delivery.data.chatRequestChanged
      return id === request.id && now === status
    }
    const forStaff = (await staff.until(isIt('DECLINED'))).at(-1).data.chatRequestChanged
    expect(forStaff).toMatchObject({
      requester: { name: 'Ines' },
      reason: 'It is my lamp.',
      decidedBy: { name: 'Ada' },
    })
    await requester.until(isIt('DECLINED'))
    // They only receive their own request.
    const { request: own } = await ask(app, bystander, { reason: 'Something else' })
    await cancel(app, bystander, own.id)
    const heard = await other.until((delivery: any) => delivery.data.chatRequestChanged.id === own.id)
    expect(JSON.stringify([heard, other.pending()])).not.toContain(request.id)
    for (const client of clients) await client.dispose()
  })
})

describe('the list', () => {
  test('oldest first in pages, newest first if asked, all for staff', async () => {
    const sellers = await Promise.all(['A', 'B', 'C'].map((name) => app.actor('seller', name)))
    await app.sql('delete from chat_requests')
    for (const who of sellers) await ask(app, who, { reason: who.name })
    const page = async (args: string) => {
      const { data } = await app.gql(
        agent,
        `{ chatRequests(status: [PENDING], ${args}) { totalCount pageInfo { hasNextPage endCursor } edges { node { reason } } } }`,
      )
      const { edges, ...rest } = data.chatRequests
      return { ...rest, reasons: edges.map(({ node }: any) => node.reason) }
    }
    const first = await page('first: 2')
    expect(first).toMatchObject({ totalCount: 3, reasons: ['A', 'B'], pageInfo: { hasNextPage: true } })
    expect((await page(`first: 2, after: "${first.pageInfo.endCursor}"`)).reasons).toEqual(['C'])
    expect((await page('newestFirst: true')).reasons).toEqual(['C', 'B', 'A'])
    const own = await app.gql(sellers[1]!, '{ chatRequests { totalCount edges { node { reason } } } }')
    expect(own.data.chatRequests).toEqual({ totalCount: 1, edges: [{ node: { reason: 'B' } }] })
    expect((await app.gql(buyer, '{ chatRequests { totalCount } shopTickets { number } }')).data).toEqual({
      chatRequests: { totalCount: 0 },
      shopTickets: [],
    })
  })
})

function uuidOf(id: string): string {
  return Buffer.from(id, 'base64').toString().split(':')[1]!
}

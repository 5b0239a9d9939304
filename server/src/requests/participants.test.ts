import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { ask, openShop, participants, threadOf, ticketAbout } from '../../test/asking.ts'
import { type Feed, followed, wsClient } from '../../test/subscribe.ts'
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

describe('participants', () => {
  test('staff add and remove people, which the history records, and repeating it changes nothing', async () => {
    const guest = await app.actor('buyer', 'Gus')
    const one = { ticketId: ticket.id, userId: gid('User', guest.id) }
    for (let i = 0; i < 2; i++)
      expect((await participants(app, agent, 'addParticipant', one)).ticket.participants).toEqual([
        { name: 'Mira' },
        { name: 'Gus' },
      ])
    await reply(app, guest, ticket.id, 'Here I am.')
    for (let i = 0; i < 2; i++)
      expect((await participants(app, agent, 'removeParticipant', one)).ticket.participants).toEqual([{ name: 'Mira' }])
    const { entries } = (await threadOf(app, buyer, ticket.id))!
    expect(entries.filter(({ __typename }) => __typename === 'ParticipantEntry')).toEqual([
      expect.objectContaining({ joined: true, person: { name: 'Gus' }, actor: { name: 'Ada' } }),
      expect.objectContaining({ joined: false, person: { name: 'Gus' }, actor: { name: 'Ada' } }),
    ])
    // Remaining participants can still see who wrote the messages.
    expect(entries.find(({ message }) => message?.body === 'Here I am.').message.author).toEqual({ name: 'Gus' })
  })

  test('a person who is added again with new messages only has no unread older messages', async () => {
    const one = { ticketId: ticket.id, userId: gid('User', seller.id) }
    await participants(app, agent, 'addParticipant', { ...one, fromStart: true })
    await participants(app, agent, 'removeParticipant', one)
    await reply(app, buyer, ticket.id, 'While you were away.')
    const { request } = await ask(app, seller, { ticketId: ticket.id })
    // Adding a person who has requested to join accepts the request.
    await participants(app, agent, 'addParticipant', one)
    expect(await threadOf(app, seller, ticket.id)).toMatchObject({ bodies: [], unreadCount: 0 })
    const { data } = await app.gql(
      seller,
      'query ($id: ID!) { node(id: $id) { ... on ChatRequest { status } } }',
      request,
    )
    expect(data.node.status).toBe('ACCEPTED')
  })

  test('staff cannot be added, the requester cannot be removed, and only staff can do either', async () => {
    const [mira, ben, ines] = [buyer, other, seller].map(({ id }) => gid('User', id)) as [string, string, string]
    const on = { ticketId: ticket.id }
    expect(codes(await participants(app, agent, 'addParticipant', { ...on, userId: ben }))).toEqual(['VALIDATION'])
    expect(codes(await participants(app, agent, 'removeParticipant', { ...on, userId: mira }))).toEqual(['FORBIDDEN'])
    expect(codes(await participants(app, agent, 'removeParticipant', { ...on, userId: ines }))).toEqual(['NOT_FOUND'])
    expect(codes(await participants(app, buyer, 'addParticipant', { ...on, userId: ines }))).toEqual(['FORBIDDEN'])
    expect(codes(await participants(app, seller, 'addParticipant', { ...on, userId: ines }))).toEqual(['NOT_FOUND'])
  })

  test('a participant who has joined can leave, and the others stay', async () => {
    const guest = await app.actor('buyer', 'Gus')
    for (const { id } of [seller, guest])
      await participants(app, agent, 'addParticipant', { ticketId: ticket.id, userId: gid('User', id) })
    expect(codes(await participants(app, buyer, 'leaveTicket', { ticketId: ticket.id }))).toEqual(['FORBIDDEN'])
    for (let i = 0; i < 2; i++) {
      const left = await participants(app, seller, 'leaveTicket', { ticketId: ticket.id })
      expect(left).toEqual({ ticket: null, errors: [] })
    }
    const { people, entries } = (await threadOf(app, guest, ticket.id))!
    expect(people).toEqual(['Mira', 'Gus'])
    expect(entries.at(-1)).toMatchObject({ joined: false, person: { name: 'Ines' }, actor: { name: 'Ines' } })
    expect(codes(await participants(app, await app.actor('buyer'), 'leaveTicket', { ticketId: ticket.id }))).toEqual([
      'NOT_FOUND',
    ])
  })

  test.each(['removeParticipant', 'leaveTicket'] as const)(
    'after %s the ticket’s feed sends them nothing, and queries return null',
    async (how) => {
      const [stays, goes] = [await app.actor('buyer', 'Stay'), seller]
      for (const { id } of [stays, goes])
        await participants(app, agent, 'addParticipant', { ticketId: ticket.id, userId: gid('User', id) })
      const [client, control] = [wsClient(app, goes), wsClient(app, stays)]
      const FOLLOW = `subscription ($id: ID!) { ticketEvents(ticketId: $id) { ... on TicketEvent { entry { ... on MessageEntry { message { body } } } } } }`
      const [feed, stayed] = (await Promise.all(
        [client, control].map((one) => followed(one, FOLLOW, { id: ticket.id })),
      )) as [Feed, Feed]
      const changes = await followed(client, 'subscription { participationChanged { ticketId ticket { id } } }')
      const heard = (delivery: unknown, text: string) => JSON.stringify(delivery).includes(text)
      await reply(app, agent, ticket.id, 'BEFORE')
      for (const one of [feed, stayed]) await one.until((delivery: unknown) => heard(delivery, 'BEFORE'))

      if (how === 'leaveTicket') await participants(app, goes, how, { ticketId: ticket.id })
      else await participants(app, agent, how, { ticketId: ticket.id, userId: gid('User', goes.id) })
      for (let i = 0; i < 20; i++) await reply(app, agent, ticket.id, `AFTER ${i}`)

      // The remaining participant receives everything; the leaving one is notified on the same socket that the ticket is no longer visible.
      await stayed.until((delivery: unknown) => heard(delivery, 'AFTER 19'))
      const [last] = (await changes.until(({ data }: any) => data.participationChanged.ticket === null)).slice(-1)
      expect(last.data.participationChanged.ticketId).toBe(ticket.id)
      expect(JSON.stringify(feed.pending())).not.toContain('AFTER')
      expect(await threadOf(app, goes, ticket.id)).toBeNull()
      expect((await reply(app, goes, ticket.id, 'Still here?')).errors.map(({ code }) => code)).toEqual(['NOT_FOUND'])
      for (const one of [client, control]) await one.dispose()
    },
  )
})

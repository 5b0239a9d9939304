import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { assignTo, change, listed, markRead, unreadTexts } from '../../test/notifications.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'
import { STAFF_CLASS } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { openPools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { sweepNotifications } from './sweepNotifications.ts'

let app: TestApp
let buyer: Actor, sofia: Actor, daniel: Actor, ticket: { id: string; number: string }
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  const tag = randomUUID().slice(0, 4)
  ;[buyer, sofia, daniel] = await Promise.all([
    app.actor('buyer', 'Mira'),
    app.actor('agent', `Sofia ${tag}`),
    app.actor('agent', `Daniel ${tag}`),
  ])
  ticket = await openTicket(app, buyer)
})

describe('who is told what', () => {
  test('the requester of a reply and of a status; never who did it, and nobody else of staff', async () => {
    await reply(app, sofia, ticket.id, 'Which lamp is it?')
    await change(app, sofia, 'setStatus', { ticketId: ticket.id, status: 'RESOLVED' })
    expect(await unreadTexts(app, buyer)).toEqual([
      `${sofia.name} changed your ticket ${ticket.number}: it is resolved`,
      `${sofia.name} replied to your ticket ${ticket.number}`,
    ])
    expect(await unreadTexts(app, sofia)).toEqual([])
    expect(await unreadTexts(app, daniel)).toEqual([])
  })

  test('the assignee of being assigned, of what the requester writes, and of notes; nobody of what they do themselves', async () => {
    await assignTo(app, daniel, sofia, ticket.id)
    await reply(app, buyer, ticket.id, 'The green one.')
    await reply(app, sofia, ticket.id, 'Third this week.', { audience: 'STAFF' })
    expect(await unreadTexts(app, daniel)).toEqual([
      `${sofia.name} left a note in ${ticket.number}`,
      `Mira replied to ${ticket.number}`,
      `${sofia.name} assigned ${ticket.number} to you`,
    ])
    await change(app, daniel, 'unclaim', { ticketId: ticket.id })
    await change(app, daniel, 'claim', { ticketId: ticket.id })
    await change(app, daniel, 'assign', { ticketId: ticket.id, agentId: gid('User', daniel.id) })
    expect((await unreadTexts(app, daniel)).length).toBe(3)
    expect(await unreadTexts(app, sofia)).toEqual([])
  })

  test('moving a ticket to a team is no news to whoever keeps it', async () => {
    await app.sql(`insert into teams (name) values ('Repairs') on conflict do nothing`)
    await assignTo(app, daniel, sofia, ticket.id)
    await markRead(app, daniel, null)
    await change(app, sofia, 'assign', { ticketId: ticket.id, team: 'Repairs' })
    expect(await unreadTexts(app, daniel)).toEqual([])
  })

  test('who has joined is told as the requester is; who has left, no more', async () => {
    const seller = await app.actor('seller', 'Otto')
    await app.sql(
      `insert into ticket_participants (ticket_id, user_id) select id, $1 from support_tickets where ticket_number = $2`,
      [seller.id, ticket.number],
    )
    await reply(app, buyer, ticket.id, 'Otto knows it.')
    expect(await unreadTexts(app, seller)).toEqual([`Mira replied to ${ticket.number}`])
    await app.sql(`update ticket_participants set left_at = now() where user_id = $1`, [seller.id])
    await reply(app, buyer, ticket.id, 'He has gone.')
    expect(await listed(app, seller)).toEqual({ unreadCount: 0, all: [] })
  })

  test('a ticket that staff open for somebody', async () => {
    const { data } = await app.gql(
      sofia,
      `mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ticket { number } } }`,
      {
        input: {
          subject: 'Your call',
          body: 'As we said.',
          clientId: randomUUID(),
          requesterId: gid('User', buyer.id),
        },
      },
    )
    expect(await unreadTexts(app, buyer)).toEqual([`${sofia.name} opened ${data.createTicket.ticket.number} for you`])
  })

  test('a batch tells each person of each ticket', async () => {
    const others = [await openTicket(app, buyer), await openTicket(app, buyer)]
    const ids = [ticket, ...others].map(({ id }) => id)
    await change(app, sofia, 'updateTickets', { ticketIds: ids, status: 'CLOSED', agentId: gid('User', daniel.id) })
    expect((await listed(app, buyer)).unreadCount).toBe(3)
    expect((await unreadTexts(app, daniel)).filter((text) => text.includes('assigned')).length).toBe(3)
  })
})

describe('mentions', () => {
  const note = (body: string) => reply(app, sofia, ticket.id, body, { audience: 'STAFF' })

  test('whoever is named in a note is told, once, with the note; the requester learns nothing', async () => {
    await assignTo(app, daniel, sofia, ticket.id)
    await markRead(app, daniel, null)
    const sent = await note(`@${daniel.name} and @${daniel.name.toUpperCase()}, look`)
    const { all } = await listed(app, daniel)
    expect(all.filter(({ readAt }) => !readAt)).toMatchObject([
      {
        kind: 'MENTION',
        text: `${sofia.name} mentioned you in ${ticket.number}`,
        count: 1,
        messageId: sent.message!.id,
      },
    ])
    const { data } = await app.gql(
      sofia,
      `query ($id: ID!) { node(id: $id) { ... on Message { mentions { name } } } }`,
      { id: sent.message!.id },
    )
    expect(data.node.mentions).toEqual([{ name: daniel.name }])
    expect(await listed(app, buyer)).toEqual({ unreadCount: 0, all: [] })
  })

  test('a name that an edit adds is told, one that was there is not told again', async () => {
    const ruth = await app.actor('admin', `Ruth ${randomUUID().slice(0, 4)}`)
    const sent = await note(`@${daniel.name}`)
    await markRead(app, daniel, null)
    await change(app, sofia, 'editMessage', { messageId: sent.message!.id, body: `@${daniel.name} @${ruth.name}` })
    expect(await unreadTexts(app, daniel)).toEqual([])
    expect(await unreadTexts(app, ruth)).toEqual([`${sofia.name} mentioned you in ${ticket.number}`])
  })

  test('a customer’s @ mentions nobody', async () => {
    await reply(app, buyer, ticket.id, `@${daniel.name}, hello`)
    expect((await listed(app, daniel)).all.map(({ kind }) => kind)).toEqual(['UNASSIGNED'])
  })
})

describe('with what caused it, or not at all', () => {
  test('an operation that fails leaves none; one that succeeds does', async () => {
    const id = randomUUID()
    const both = `mutation ($ticket: ID!, $uuid: ID!, $again: ID!) {
      one: reply(input: { ticketId: $ticket, clientId: $uuid, body: "One." }) { errors { code } }
      two: reply(input: { ticketId: $ticket, clientId: $again, body: "Two." }) { errors { code } } }`
    // The second fails unexpectedly, and takes the first with it.
    await app.sql(`create function fall_over() returns trigger language plpgsql as $$ begin raise 'no'; end $$`)
    await app.sql(
      `create trigger fall_over before insert on ticket_messages for each row when (new.body = 'Two.') execute function fall_over()`,
    )
    const failed = await app.gql(sofia, both, { ticket: ticket.id, uuid: id, again: randomUUID() })
    expect(failed.errors![0]!.extensions['code']).toBe('INTERNAL_SERVER_ERROR')
    expect(await listed(app, buyer)).toEqual({ unreadCount: 0, all: [] })
    await app.sql('drop trigger fall_over on ticket_messages')
    await app.gql(sofia, both, { ticket: ticket.id, uuid: id, again: randomUUID() })
    expect((await listed(app, buyer)).all).toMatchObject([{ count: 2 }])
  })

  test('a retry of a reply tells once', async () => {
    const clientId = randomUUID()
    for (let n = 0; n < 3; n++) await reply(app, sofia, ticket.id, 'Which lamp is it?', { clientId })
    expect((await listed(app, buyer)).all).toMatchObject([{ count: 1 }])
  })
})

describe('a storm', () => {
  test('stays one line that counts, also when many write at once and the reader reads in between', async () => {
    const agents = [sofia, daniel]
    await Promise.all(Array.from({ length: 30 }, (_, n) => reply(app, agents[n % 2]!, ticket.id, `Answer ${n}`)))
    const { unreadCount, all } = await listed(app, buyer)
    expect({ unreadCount, counts: all.map(({ count }) => count) }).toEqual({ unreadCount: 1, counts: [30] })
    expect(all[0].text).toBe(`30 new replies to your ticket ${ticket.number}`)
    await Promise.all([
      ...Array.from({ length: 30 }, (_, n) => reply(app, agents[n % 2]!, ticket.id, `More ${n}`)),
      ...Array.from({ length: 10 }, () => markRead(app, buyer, null)),
    ])
    const after = await listed(app, buyer)
    expect(after.unreadCount).toBeLessThanOrEqual(1)
    // Nothing is counted twice or lost, however often it was read in between.
    expect(after.all.reduce((sum, { count }) => sum + count, 0)).toBe(60)
  })

  test('what comes after it was read is a line of its own', async () => {
    await reply(app, sofia, ticket.id, 'One.')
    await markRead(app, buyer, null)
    await reply(app, sofia, ticket.id, 'Two.')
    expect((await listed(app, buyer)).all.map(({ count, readAt }) => [count, readAt === null])).toEqual([
      [1, true],
      [1, false],
    ])
  })

  test('of many tickets it is a line for each', async () => {
    const other = await openTicket(app, buyer)
    for (const { id } of [ticket, other, ticket, other]) await reply(app, sofia, id, 'Hello.')
    expect((await listed(app, buyer)).all.map(({ count }) => count)).toEqual([2, 2])
  })
})

describe('requests for a chat', () => {
  const ask = (who: Actor) => change(app, who, 'requestChat', { reason: 'It is urgent.' })
  const decide = async (who: Actor, accept: boolean) => {
    const [request] = await app.sql<{ id: string }>(
      `select id from chat_requests where status = 'pending' order by created_at limit 1`,
    )
    await change(app, who, 'decideChatRequest', { requestId: gid('ChatRequest', request!.id), accept })
  }
  const asks = async (who: Actor) => (await unreadTexts(app, who)).filter((text) => text.includes('a chat'))

  test('all staff are told who asks, until it is decided; whoever asked learns how', async () => {
    const other = await app.actor('buyer', 'Otto')
    await ask(buyer)
    expect(await asks(sofia)).toEqual(['Mira asks for a chat'])
    await ask(other)
    expect(await asks(daniel)).toEqual(['2 people ask for a chat'])
    await decide(sofia, false)
    expect(await unreadTexts(app, buyer)).toEqual([`${sofia.name} declined your request for a chat`])
    // Another waits still.
    expect((await asks(daniel)).length).toBe(1)
    await decide(daniel, true)
    expect((await unreadTexts(app, other)).length).toBeGreaterThan(0)
    expect([await asks(sofia), await asks(daniel)]).toEqual([[], []])
    expect(await asks(buyer)).toEqual([`${sofia.name} declined your request for a chat`])
  })
})

test('pages are read from the latest to the first, each once', async () => {
  const tickets = [ticket, ...(await Promise.all(Array.from({ length: 4 }, () => openTicket(app, buyer))))]
  for (const { id } of tickets) await reply(app, sofia, id, 'Hello.')
  const seen: string[] = []
  let after: string | null = null
  for (let pages = 0; pages < 9; pages++) {
    const { data } = await app.gql(
      buyer,
      `query ($after: String) { notifications(first: 2, after: $after) { edges { node { id ticket { number } } } pageInfo { hasNextPage endCursor } } }`,
      { after },
    )
    seen.push(...data.notifications.edges.map(({ node }: any) => node.ticket.number))
    if (!data.notifications.pageInfo.hasNextPage) break
    after = data.notifications.pageInfo.endCursor
  }
  expect(seen).toEqual(tickets.map(({ number }) => number).toReversed())
})

test('ninety days later they are swept away, and nothing younger', async () => {
  await reply(app, sofia, ticket.id, 'Hello.')
  await change(app, sofia, 'setStatus', { ticketId: ticket.id, status: 'RESOLVED' })
  await app.sql(
    `update notifications set created_at = now() - interval '91 days' where kind = 'status' and user_id = $1`,
    [buyer.id],
  )
  const pools = openPools(app.database.roleUrls, silentLog)
  await asIdentity(pools, STAFF_CLASS, 'write', sweepNotifications)
  await pools.close()
  expect((await listed(app, buyer)).all.map(({ kind }) => kind)).toEqual(['REPLY'])
})

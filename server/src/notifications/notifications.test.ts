import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'
import { connect } from '../platform/database/connect.ts'
import { STAFF_CLASS } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { openPools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { sweepNotifications } from './sweepNotifications.ts'

const LIST = `{ notifications { unreadCount edges { node { id kind text count readAt ticket { number } actor { name } messageId } } } }`
const ADDED = `subscription { notificationAdded { id kind text count } }`
const UNREAD = `subscription { unreadNotifications { count } }`

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

const listed = async (who: Actor) => {
  const { data, errors } = await app.gql(who, LIST)
  if (errors) throw new Error(JSON.stringify(errors))
  const { unreadCount, edges } = data.notifications
  return { unreadCount: unreadCount as number, all: edges.map(({ node }: any) => node) as any[] }
}
const told = async (who: Actor) => (await listed(who)).all.filter(({ readAt }) => !readAt).map(({ text }) => text)

async function change(who: Actor, field: string, input: object): Promise<void> {
  const type = field.endsWith('claim') ? 'TicketIdInput' : `${field[0]!.toUpperCase()}${field.slice(1)}Input`
  const { data, errors } = await app.gql(
    who,
    `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code } } }`,
    { input },
  )
  if (errors || data[field].errors.length > 0) throw new Error(JSON.stringify(errors ?? data[field].errors))
}
const assignTo = (who: Actor, by: Actor, id = ticket.id) =>
  change(by, 'assign', { ticketId: id, agentId: gid('User', who.id) })
const read = (who: Actor, ids: string[] | null) => change(who, 'markNotificationsRead', { ids })

describe('who is told what', () => {
  test('the requester of a reply and of a status; never who did it, and nobody else of staff', async () => {
    await reply(app, sofia, ticket.id, 'Which lamp is it?')
    await change(sofia, 'setStatus', { ticketId: ticket.id, status: 'RESOLVED' })
    expect(await told(buyer)).toEqual([
      `${sofia.name} changed your ticket ${ticket.number}: it is resolved`,
      `${sofia.name} replied to your ticket ${ticket.number}`,
    ])
    expect(await told(sofia)).toEqual([])
    expect(await told(daniel)).toEqual([])
  })

  test('the assignee of being assigned, of what the requester writes, and of notes; nobody of what they do themselves', async () => {
    await assignTo(daniel, sofia)
    await reply(app, buyer, ticket.id, 'The green one.')
    await reply(app, sofia, ticket.id, 'Third this week.', { audience: 'STAFF' })
    expect(await told(daniel)).toEqual([
      `${sofia.name} left a note in ${ticket.number}`,
      `Mira replied to ${ticket.number}`,
      `${sofia.name} assigned ${ticket.number} to you`,
    ])
    await change(daniel, 'unclaim', { ticketId: ticket.id })
    await change(daniel, 'claim', { ticketId: ticket.id })
    await change(daniel, 'assign', { ticketId: ticket.id, agentId: gid('User', daniel.id) })
    expect((await told(daniel)).length).toBe(3)
    expect(await told(sofia)).toEqual([])
  })

  test('moving a ticket to a team is no news to whoever keeps it', async () => {
    await app.sql(`insert into teams (name) values ('Repairs') on conflict do nothing`)
    await assignTo(daniel, sofia)
    await read(daniel, null)
    await change(sofia, 'assign', { ticketId: ticket.id, team: 'Repairs' })
    expect(await told(daniel)).toEqual([])
  })

  test('who has joined is told as the requester is; who has left, no more', async () => {
    const seller = await app.actor('seller', 'Otto')
    await app.sql(
      `insert into ticket_participants (ticket_id, user_id) select id, $1 from support_tickets where ticket_number = $2`,
      [seller.id, ticket.number],
    )
    await reply(app, buyer, ticket.id, 'Otto knows it.')
    expect(await told(seller)).toEqual([`Mira replied to ${ticket.number}`])
    await app.sql(`update ticket_participants set left_at = now() where user_id = $1`, [seller.id])
    await reply(app, buyer, ticket.id, 'He has gone.')
    expect(await listed(seller)).toEqual({ unreadCount: 0, all: [] })
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
    expect(await told(buyer)).toEqual([`${sofia.name} opened ${data.createTicket.ticket.number} for you`])
  })

  test('a batch tells each person of each ticket', async () => {
    const others = [await openTicket(app, buyer), await openTicket(app, buyer)]
    const ids = [ticket, ...others].map(({ id }) => id)
    await change(sofia, 'updateTickets', { ticketIds: ids, status: 'CLOSED', agentId: gid('User', daniel.id) })
    expect((await listed(buyer)).unreadCount).toBe(3)
    expect((await told(daniel)).filter((text) => text.includes('assigned')).length).toBe(3)
  })
})

describe('mentions', () => {
  const note = (body: string) => reply(app, sofia, ticket.id, body, { audience: 'STAFF' })

  test('whoever is named in a note is told, once, with the note; the requester learns nothing', async () => {
    await assignTo(daniel, sofia)
    await read(daniel, null)
    const sent = await note(`@${daniel.name} and @${daniel.name.toUpperCase()}, look`)
    const { all } = await listed(daniel)
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
    expect(await listed(buyer)).toEqual({ unreadCount: 0, all: [] })
  })

  test('a name that an edit adds is told, one that was there is not told again', async () => {
    const ruth = await app.actor('admin', `Ruth ${randomUUID().slice(0, 4)}`)
    const sent = await note(`@${daniel.name}`)
    await read(daniel, null)
    await change(sofia, 'editMessage', { messageId: sent.message!.id, body: `@${daniel.name} @${ruth.name}` })
    expect(await told(daniel)).toEqual([])
    expect(await told(ruth)).toEqual([`${sofia.name} mentioned you in ${ticket.number}`])
  })

  test('a customer’s @ mentions nobody', async () => {
    await reply(app, buyer, ticket.id, `@${daniel.name}, hello`)
    expect((await listed(daniel)).all.map(({ kind }) => kind)).toEqual(['UNASSIGNED'])
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
    expect(await listed(buyer)).toEqual({ unreadCount: 0, all: [] })
    await app.sql('drop trigger fall_over on ticket_messages')
    await app.gql(sofia, both, { ticket: ticket.id, uuid: id, again: randomUUID() })
    expect((await listed(buyer)).all).toMatchObject([{ count: 2 }])
  })

  test('a retry of a reply tells once', async () => {
    const clientId = randomUUID()
    for (let n = 0; n < 3; n++) await reply(app, sofia, ticket.id, 'Which lamp is it?', { clientId })
    expect((await listed(buyer)).all).toMatchObject([{ count: 1 }])
  })
})

describe('a storm', () => {
  test('stays one line that counts, also when many write at once and the reader reads in between', async () => {
    const agents = [sofia, daniel]
    await Promise.all(Array.from({ length: 30 }, (_, n) => reply(app, agents[n % 2]!, ticket.id, `Answer ${n}`)))
    const { unreadCount, all } = await listed(buyer)
    expect({ unreadCount, counts: all.map(({ count }) => count) }).toEqual({ unreadCount: 1, counts: [30] })
    expect(all[0].text).toBe(`30 new replies to your ticket ${ticket.number}`)
    await Promise.all([
      ...Array.from({ length: 30 }, (_, n) => reply(app, agents[n % 2]!, ticket.id, `More ${n}`)),
      ...Array.from({ length: 10 }, () => read(buyer, null)),
    ])
    const after = await listed(buyer)
    expect(after.unreadCount).toBeLessThanOrEqual(1)
    // Nothing is counted twice or lost, however often it was read in between.
    expect(after.all.reduce((sum, { count }) => sum + count, 0)).toBe(60)
  })

  test('what comes after it was read is a line of its own', async () => {
    await reply(app, sofia, ticket.id, 'One.')
    await read(buyer, null)
    await reply(app, sofia, ticket.id, 'Two.')
    expect((await listed(buyer)).all.map(({ count, readAt }) => [count, readAt === null])).toEqual([
      [1, true],
      [1, false],
    ])
  })

  test('of many tickets it is a line for each', async () => {
    const other = await openTicket(app, buyer)
    for (const { id } of [ticket, other, ticket, other]) await reply(app, sofia, id, 'Hello.')
    expect((await listed(buyer)).all.map(({ count }) => count)).toEqual([2, 2])
  })
})

describe('requests for a chat', () => {
  const ask = (who: Actor) => change(who, 'requestChat', { reason: 'It is urgent.' })
  const decide = async (who: Actor, accept: boolean) => {
    const [request] = await app.sql<{ id: string }>(
      `select id from chat_requests where status = 'pending' order by created_at limit 1`,
    )
    await change(who, 'decideChatRequest', { requestId: gid('ChatRequest', request!.id), accept })
  }
  const asks = async (who: Actor) => (await told(who)).filter((text) => text.includes('a chat'))

  test('all staff are told who asks, until it is decided; whoever asked learns how', async () => {
    const other = await app.actor('buyer', 'Otto')
    await ask(buyer)
    expect(await asks(sofia)).toEqual(['Mira asks for a chat'])
    await ask(other)
    expect(await asks(daniel)).toEqual(['2 people ask for a chat'])
    await decide(sofia, false)
    expect(await told(buyer)).toEqual([`${sofia.name} declined your request for a chat`])
    // Another waits still.
    expect((await asks(daniel)).length).toBe(1)
    await decide(daniel, true)
    expect((await told(other)).length).toBeGreaterThan(0)
    expect([await asks(sofia), await asks(daniel)]).toEqual([[], []])
    expect(await asks(buyer)).toEqual([`${sofia.name} declined your request for a chat`])
  })
})

describe('live', () => {
  test('what comes, what is raised and what is read is on every screen of the person, and on nobody else’s', async () => {
    const [here, there, stranger] = [wsClient(app, buyer), wsClient(app, buyer), wsClient(app, daniel)]
    const feeds = [here, there].map((client) => ({
      added: subscribe(client, ADDED),
      unread: subscribe(client, UNREAD),
    }))
    const foreign = subscribe(stranger, ADDED)
    for (const { unread } of feeds) expect((await unread.next()).data.unreadNotifications.count).toBe(0)
    await reply(app, sofia, ticket.id, 'Which lamp is it?')
    const first = await feeds[0]!.added.next()
    expect(first.data.notificationAdded).toMatchObject({ kind: 'REPLY', count: 1 })
    await reply(app, sofia, ticket.id, 'And which colour?')
    for (const { added, unread } of feeds) {
      const raised = (await added.until(({ data }) => data.notificationAdded.count === 2)).at(-1)
      expect(raised.data.notificationAdded.id).toBe(first.data.notificationAdded.id)
      await unread.until(({ data }) => data.unreadNotifications.count === 1)
    }
    await read(buyer, [first.data.notificationAdded.id])
    for (const { unread } of feeds) await unread.until(({ data }) => data.unreadNotifications.count === 0)
    // The next word on this feed is of the next ticket: being read was no notification.
    const other = await openTicket(app, buyer)
    await reply(app, sofia, other.id, 'Hello.')
    const next = (await feeds[0]!.added.until(({ data }) => data.notificationAdded.text.includes(other.number))).at(-1)
    expect(next.data.notificationAdded.count).toBe(1)
    const elsewhere = foreign.pending().map(({ data }: any) => data.notificationAdded.kind)
    expect(elsewhere.filter((kind: string) => kind !== 'UNASSIGNED')).toEqual([])
    await Promise.all([here.dispose(), there.dispose(), stranger.dispose()])
  })

  test('reading the ticket reads what was told of it, and nothing else; so does answering', async () => {
    const other = await openTicket(app, buyer)
    const client = wsClient(app, buyer)
    const unread = subscribe(client, UNREAD)
    await reply(app, sofia, ticket.id, 'One.')
    await reply(app, sofia, other.id, 'Two.')
    // Of both kinds that the ticket has.
    await change(sofia, 'setStatus', { ticketId: ticket.id, status: 'IN_PROGRESS' })
    await unread.until(({ data }) => data.unreadNotifications.count === 3)
    await change(buyer, 'markRead', { ticketId: ticket.id, seq: 2 })
    await unread.until(({ data }) => data.unreadNotifications.count === 1)
    expect((await told(buyer))[0]).toContain(other.number)
    await reply(app, buyer, other.id, 'Thank you.')
    await unread.until(({ data }) => data.unreadNotifications.count === 0)
    await client.dispose()
  })
})

describe('whose they are', () => {
  test('nobody reads, marks or finds another’s', async () => {
    await reply(app, sofia, ticket.id, 'Which lamp is it?')
    const [{ id }] = (await listed(buyer)).all
    const admin = await app.actor('admin')
    for (const who of [sofia, admin]) {
      expect((await app.gql(who, 'query ($id: ID!) { node(id: $id) { id } }', { id })).data.node).toBeNull()
      await read(who, [id])
      expect(await listed(who)).toEqual({ unreadCount: 0, all: [] })
    }
    expect((await listed(buyer)).unreadCount).toBe(1)
  })

  test.each(['staff', 'requester'] as const)(
    'in SQL the role %s sees its own, and only says that it has read them',
    async (role) => {
      await assignTo(daniel, sofia)
      await reply(app, sofia, ticket.id, 'Which lamp is it?')
      const [owner, stranger] = role === 'staff' ? [daniel, buyer] : [buyer, daniel]
      const client = await connect(app.database.roleUrls[role], 'test')
      await client.query(`set parley.viewer_role = '${owner.role}'; set parley.viewer_id = '${owner.id}'`)
      const refused = async (sql: string) => expect(client.query(sql)).rejects.toMatchObject({ code: '42501' })
      const seen = await client.query('select user_id from notifications')
      expect(new Set(seen.rows.map((row) => row.user_id))).toEqual(new Set([owner.id]))
      await refused(`update notifications set count = 9`)
      await refused(`update notifications set user_id = '${stranger.id}'`)
      await refused(
        `insert into notifications (user_id, kind, actor_id) values ('${stranger.id}', 'reply', '${owner.id}')`,
      )
      expect((await client.query('update notifications set read_at = now()')).rowCount).toBe(seen.rowCount)
      await refused(`update notifications set read_at = null`)
      expect((await client.query('delete from notifications')).rowCount).toBe(0)
      await client.end()
    },
  )

  test('who is of staff no more sees nothing of what staff are told', async () => {
    await assignTo(daniel, sofia)
    await reply(app, sofia, ticket.id, `@${daniel.name}`, { audience: 'STAFF' })
    expect((await listed(daniel)).unreadCount).toBe(2)
    await app.sql(`update users set role = 'buyer' where id = $1`, [daniel.id])
    const client = await connect(app.database.roleUrls.requester, 'test')
    await client.query(`set parley.viewer_role = 'buyer'; set parley.viewer_id = '${daniel.id}'`)
    expect((await client.query('select 1 from notifications')).rowCount).toBe(0)
    await client.end()
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
  await change(sofia, 'setStatus', { ticketId: ticket.id, status: 'RESOLVED' })
  await app.sql(
    `update notifications set created_at = now() - interval '91 days' where kind = 'status' and user_id = $1`,
    [buyer.id],
  )
  const pools = openPools(app.database.roleUrls, silentLog)
  await asIdentity(pools, STAFF_CLASS, 'write', sweepNotifications)
  await pools.close()
  expect((await listed(buyer)).all.map(({ kind }) => kind)).toEqual(['REPLY'])
})

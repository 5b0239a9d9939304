import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { assignTo, change, listed, markRead, unreadTexts } from '../../test/notifications.ts'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { connect, withClient } from '../platform/database/connect.ts'

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
    await markRead(app, buyer, [first.data.notificationAdded.id])
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
    await change(app, sofia, 'setStatus', { ticketId: ticket.id, status: 'IN_PROGRESS' })
    await unread.until(({ data }) => data.unreadNotifications.count === 3)
    await change(app, buyer, 'markRead', { ticketId: ticket.id, seq: 2 })
    await unread.until(({ data }) => data.unreadNotifications.count === 1)
    expect((await unreadTexts(app, buyer))[0]).toContain(other.number)
    await reply(app, buyer, other.id, 'Thank you.')
    await unread.until(({ data }) => data.unreadNotifications.count === 0)
    await client.dispose()
  })
})

describe('whose they are', () => {
  test('nobody reads, marks or finds another’s', async () => {
    await reply(app, sofia, ticket.id, 'Which lamp is it?')
    const [{ id }] = (await listed(app, buyer)).all
    const admin = await app.actor('admin')
    for (const who of [sofia, admin]) {
      expect((await app.gql(who, 'query ($id: ID!) { node(id: $id) { id } }', { id })).data.node).toBeNull()
      await markRead(app, who, [id])
      expect(await listed(app, who)).toEqual({ unreadCount: 0, all: [] })
    }
    expect((await listed(app, buyer)).unreadCount).toBe(1)
  })

  test.each(['staff', 'requester'] as const)(
    'in SQL the role %s sees its own, and only says that it has read them',
    async (role) => {
      await assignTo(app, daniel, sofia, ticket.id)
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
    await assignTo(app, daniel, sofia, ticket.id)
    await reply(app, sofia, ticket.id, `@${daniel.name}`, { audience: 'STAFF' })
    expect((await listed(app, daniel)).unreadCount).toBe(2)
    await app.sql(`update users set role = 'buyer' where id = $1`, [daniel.id])
    const client = await connect(app.database.roleUrls.requester, 'test')
    await client.query(`set parley.viewer_role = 'buyer'; set parley.viewer_id = '${daniel.id}'`)
    expect((await client.query('select 1 from notifications')).rowCount).toBe(0)
    await client.end()
  })
})

test('a connection that decides while there are few notifications does not read all of them', async () => {
  await reply(app, sofia, ticket.id, 'Which lamp is it?')
  const [{ id }] = (await app.sql<{ id: string }>('select id from notifications where user_id = $1', [buyer.id])) as [
    { id: string },
  ]
  // PostgreSQL now knows that there are few.
  await app.sql('vacuum analyze notifications, notification_deliveries')
  /** The tables that were read from their beginning to their end, in a transaction that is rolled back. */
  const scans = (before = '') =>
    withClient(app.database.superuserUrl, 'test', async (client) => {
      const acts = `insert into notification_channels values ('email', 120) on conflict do nothing; select decide_about(array['${id}'::uuid]), withdraw_unassigned(array['${uuidIn(ticket.id)}'::uuid]);
        insert into read_markers (user_id, ticket_id) values ('${buyer.id}', '${uuidIn(ticket.id)}') on conflict do nothing`
      await client.query(`begin; ${before} ${acts}`)
      const { rows } = await client.query<{ table: string }>(
        `select relname as table from pg_stat_xact_user_tables where relname in ('notifications', 'notification_deliveries') and seq_scan > 0 order by 1`,
      )
      await client.query('rollback')
      return rows.map(({ table }) => table)
    })
  expect(await scans()).toEqual([])
  // Control: planned like everything else.
  const functions = ['decide_about(uuid[])', 'withdraw_unassigned(uuid[])', 'read_notifications_of_ticket()']
  const ordinary = functions.map((name) => `alter function ${name} reset all;`).join(' ')
  expect(await scans(ordinary)).toContain('notifications')
})

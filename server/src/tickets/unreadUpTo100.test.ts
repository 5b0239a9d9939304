import { afterAll, beforeAll, expect, it } from '@jest/globals'
import pg from 'pg'
import { mutate } from '../../test/mutate.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { connect } from '../platform/database/connect.ts'
import { seedDesk } from '../seeding/desk/seedDesk.ts'

// `unread` counts all tickets each time: what was remembered of earlier answers must say the same.

const TICKETS = 700
let app: TestApp
let buyer: Actor, agent: Actor, admin: Actor
beforeAll(async () => {
  app = await testApp({ jobs: false })
  const maintenance = new pg.Pool({
    connectionString: app.database.roleUrls.maintenance,
    options: '-c parley.viewer_role=maintenance',
  })
  await seedDesk(maintenance, { tickets: TICKETS, messages: TICKETS * 2, seed: 1 })
  await maintenance.end()
  await app.sql('select sum_up_counts(true)')
  ;[buyer, agent, admin] = [
    await app.actor('buyer', 'Mira'),
    await app.actor('agent', 'Daniel'),
    await app.actor('admin', 'Ada'),
  ]
})
afterAll(() => app.close())

/** The number of unread tickets, 100 at most, as it is asked for; and all of them, counted. */
async function unread(who = agent): Promise<{ upTo100: number; all: number }> {
  const { data } = await app.gql(who, '{ ticketCounts { unread unreadUpTo100 } }')
  return { upTo100: data.ticketCounts.unreadUpTo100, all: data.ticketCounts.unread }
}
async function expectUnread(all: number, who = agent): Promise<void> {
  expect(await unread(who)).toEqual({ upTo100: Math.min(all, 100), all })
}
/** Lets this person have read these tickets. */
const read = (which: string, who = agent) =>
  app.sql(
    `insert into read_markers (user_id, ticket_id, seq, message_count)
     select $1, id, last_seq, message_count from (select * from support_tickets order by ctid) t where ${which}
     on conflict (user_id, ticket_id) do update set seq = excluded.seq, message_count = excluded.message_count`,
    [who.id],
  )
const unreadOnes = (most: number) =>
  `id in (select s.id from support_tickets s left join read_markers r on r.ticket_id = s.id and r.user_id = '${agent.id}'
    where s.message_count > coalesce(r.message_count, 0) order by s.id limit ${most})`
const say = (who: Actor, ticketId: string) =>
  mutate(app, who, 'reply', { ticketId, clientId: crypto.randomUUID(), body: 'Hello' })

it('is 100 for somebody who has read nothing', async () => {
  await expectUnread(TICKETS)
  await expectUnread(TICKETS, admin)
})

it('is right when the first hundreds are read, while some are read, and when fewer than a hundred are left', async () => {
  await read('id in (select id from support_tickets order by ctid limit 350)')
  await expectUnread(TICKETS - 350)
  for (const [more, left] of [
    [50, 300],
    [150, 150],
    [49, 101],
    [1, 100],
    [1, 99],
    [89, 10],
    [10, 0],
  ] as const) {
    await read(unreadOnes(more))
    await expectUnread(left)
  }
})

it('follows what is written and read from then on', async () => {
  await read('true')
  await expectUnread(0)
  const tickets = await Promise.all([1, 2, 3].map(() => openTicket(app, buyer)))
  await expectUnread(3)
  const [first, second] = tickets.map(({ id }) => id) as [string, string]
  await mutate(app, agent, 'markRead', { ticketId: first, seq: 1 })
  await expectUnread(2)
  await say(agent, second)
  await expectUnread(1)
  await say(buyer, first)
  await say(admin, second)
  await expectUnread(3)
  await app.sql('delete from support_tickets where id = $1', [uuidIn(second)])
  await expectUnread(2)
})

it('follows a log that has grown by more than is looked through', async () => {
  await read('true')
  await expectUnread(0)
  const { id } = await openTicket(app, buyer)
  await expectUnread(1)
  const client = await connect(app.database.superuserUrl, 'parley test')
  // Without triggers: a thousand times as fast.
  await client.query('set session_replication_role = replica')
  for (const entries of [150, 6_000]) {
    await client.query(
      `insert into ticket_events (ticket_id, seq, kind, actor_id, data)
       select $1, $3 * 10 + n, 'priority_changed', $2, '{"from": "low", "to": "high"}' from generate_series(1, $3::int) n`,
      [uuidIn(id), admin.id, entries],
    )
    await expectUnread(1)
    await say(buyer, (await openTicket(app, buyer)).id)
    await expectUnread(2)
    await read('true')
    await expectUnread(0)
    await say(buyer, id)
    await expectUnread(1)
  }
  await client.end()
})

it('follows a message whose transaction began before the number was last asked for', async () => {
  await read('true')
  const { id } = await openTicket(app, buyer)
  await read('true')
  const client = await connect(app.database.superuserUrl, 'parley test')
  await client.query('begin')
  await client.query(
    `with m as (insert into ticket_messages (id, ticket_id, author_id, sender_type, body) values (gen_random_uuid(), $1, $2, 'buyer', 'Late') returning id)
     insert into ticket_events (ticket_id, kind, actor_id, message_id, data) select $1, 'message_added', $2, id, '{"sender": "buyer"}' from m`,
    [uuidIn(id), buyer.id],
  )
  // The log grows by more than a hundred entries, so that what is remembered is of this moment.
  await app.sql(
    `insert into ticket_events (ticket_id, kind, actor_id, data)
     select id, 'priority_changed', $1, '{"from": "low", "to": "high"}' from support_tickets where id <> $2 limit 150`,
    [admin.id, uuidIn(id)],
  )
  await expectUnread(0)
  await expectUnread(0)
  await client.query('commit')
  await client.end()
  await expectUnread(1)
})

const confidential = (ticketId: string, is: boolean) =>
  mutate(app, admin, 'setConfidential', { ticketId, confidential: is })
/** So many entries that what is remembered is of the moment of the next answer. */
const muchHappens = (except: string) =>
  app.sql(
    `insert into ticket_events (ticket_id, kind, actor_id, data)
     select id, 'priority_changed', $1, '{"from": "low", "to": "high"}' from support_tickets where id <> $2 limit 150`,
    [admin.id, uuidIn(except)],
  )

it('counts only tickets that exist for the viewer, while one is confidential, and all of them again afterwards', async () => {
  await read('true')
  const [open, secret] = [await openTicket(app, buyer), await openTicket(app, buyer)]
  await mutate(app, admin, 'claim', { ticketId: secret.id })
  await expectUnread(2)
  await confidential(secret.id, true)
  await expectUnread(1)
  await say(buyer, open.id)
  await expectUnread(1)
  await read(`id = '${uuidIn(open.id)}'`)
  await expectUnread(0)
  await say(buyer, secret.id)
  await expectUnread(0)
  // What is remembered then is later than its messages.
  await muchHappens(secret.id)
  await expectUnread(0)
  await confidential(secret.id, false)
  await expectUnread(1)
  await muchHappens(secret.id)
  await expectUnread(1)
  await confidential(secret.id, true)
  await expectUnread(0)
})

it('counts a confidential ticket from when somebody is mentioned in it, until they have read it or give it away', async () => {
  await read('true')
  const { id, number } = await openTicket(app, buyer)
  await mutate(app, admin, 'claim', { ticketId: id })
  await confidential(id, true)
  await expectUnread(0)
  await muchHappens(id)
  await expectUnread(0)
  await reply(app, admin, id, '@Daniel what do you think?', { audience: 'STAFF' })
  await expectUnread(1)
  await muchHappens(id)
  await expectUnread(1)
  await read(`ticket_number = '${number}'`)
  await expectUnread(0)
  await say(buyer, id)
  await expectUnread(1)
  await mutate(app, admin, 'assign', { ticketId: id, agentId: gid('User', agent.id) })
  await mutate(app, agent, 'assign', { ticketId: id, agentId: gid('User', admin.id) })
  await expectUnread(0)
  await confidential(id, false)
})

it('is each person’s own', async () => {
  await read('true')
  await read('true', admin)
  await openTicket(app, buyer)
  await expectUnread(1)
  await expectUnread(1, admin)
  await read('true', admin)
  await expectUnread(1)
  await expectUnread(0, admin)
})

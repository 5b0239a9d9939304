import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { eventually } from '../eventually.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../testApp.ts'

const FLOOD = 64

let limitedApp: TestApp, unlimitedApp: TestApp, app: TestApp
let holder: pg.Client
beforeAll(async () => {
  limitedApp = await testApp({ jobs: false })
  unlimitedApp = await testApp({ jobs: false, limited: false, database: limitedApp.database })
})
afterEach(async () => {
  await holder.query('rollback').catch(() => {})
  await holder.end()
})
afterAll(async () => {
  await unlimitedApp.app.close()
  await limitedApp.close()
})

/** A desk whose ticket A is locked for a long time. */
async function lockedDesk(limited: boolean) {
  app = limited ? limitedApp : unlimitedApp
  const [mira, otto, ada] = [
    await app.actor('buyer', 'Mira'),
    await app.actor('buyer', 'Otto'),
    await app.actor('agent', 'Ada'),
  ]
  const [a, b] = [await openTicket(app, mira), await openTicket(app, otto)]
  holder = new pg.Client({ connectionString: app.database.superuserUrl })
  await holder.connect()
  await holder.query(`begin; select from support_tickets where id = '${uuidIn(a.id)}' for update`)
  return { mira, otto, ada, a, b }
}

/** The number of connections of these roles that wait for a row lock. */
const blocked = async (): Promise<number> => {
  const [row] = await app.sql<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return row!.n
}

const flood = (who: Actor, ticketId: string, replies = FLOOD) =>
  Promise.all(Array.from({ length: replies }, (_, n) => reply(app, who, ticketId, `Message ${n}`)))
const read = (who: Actor, ticketId: string) =>
  app.gql(who, 'query ($id: ID!) { ticket(id: $id) { subject lastSeq } tickets(first: 5) { totalCount } }', {
    id: ticketId,
  })

test.each<[string, (desk: Awaited<ReturnType<typeof lockedDesk>>) => Promise<unknown>[]]>([
  ['64 replies of one person', ({ mira, a }) => [flood(mira, a.id)]],
  ['64 replies of an agent', ({ ada, a }) => [flood(ada, a.id)]],
  [
    'replies of many people',
    ({ a }) => [
      (async () => {
        const agents = await Promise.all(Array.from({ length: 12 }, (_, n) => app.actor('agent', `Agent ${n}`)))
        await Promise.all(agents.map((agent) => flood(agent, a.id, 4)))
      })(),
    ],
  ],
])('while a ticket is locked and %s wait for it, all other requests are answered', async (_name, start) => {
  const desk = await lockedDesk(true)
  const { mira, otto, ada, a, b } = desk
  const waiting = start(desk)
  await eventually('some wait for the lock', async () => (await blocked()) > 0)
  for (const who of [otto, ada]) {
    expect((await reply(app, who, b.id, 'Meanwhile')).errors).toEqual([])
    expect((await read(who, b.id)).data.ticket.subject).toBe('A broken lamp')
  }
  // The locked ticket can be read as well, and the flooding person can write elsewhere.
  for (const who of [mira, ada]) expect((await read(who, a.id)).data.ticket.lastSeq).toBe(1)
  const other = await openTicket(app, mira)
  expect((await reply(app, mira, other.id, 'Elsewhere')).errors).toEqual([])
  expect(await blocked()).toBeLessThanOrEqual(2)
  await holder.query('commit')
  await Promise.all(waiting)
})

test('edits and deletions of a ticket’s messages are queued as well', async () => {
  const { mira, otto, b, a } = await lockedDesk(true)
  await holder.query('commit')
  const messages = await Promise.all(Array.from({ length: 20 }, (_, n) => reply(app, mira, a.id, `Message ${n}`)))
  await holder.query(`begin; select from support_tickets where id = '${uuidIn(a.id)}' for update`)
  const edit = `mutation ($input: EditMessageInput!) { editMessage(input: $input) { errors { code } } }`
  const editing = messages.map(({ message }) =>
    app.gql(mira, edit, { input: { messageId: message!.id, body: 'Better' } }),
  )
  await eventually('some wait for the lock', async () => (await blocked()) > 0)
  expect((await reply(app, otto, b.id, 'Meanwhile')).errors).toEqual([])
  expect(await blocked()).toBeLessThanOrEqual(2)
  await holder.query('commit')
  for (const { data } of await Promise.all(editing)) expect(data.editMessage.errors).toEqual([])
})

test('more than 200 concurrent operations of one person are RATE_LIMITED, and others continue', async () => {
  const { mira, otto, a, b } = await lockedDesk(true)
  const input = () => ({ input: { ticketId: a.id, clientId: randomUUID(), body: 'x' } })
  const send = () =>
    app.gql(mira, 'mutation ($input: ReplyInput!) { reply(input: $input) { errors { code } } }', input())
  const answers: (string | undefined)[] = []
  const sending = Array.from({ length: 230 }, () =>
    send().then(({ errors }) => answers.push(errors?.[0]?.extensions['code'] as string | undefined)),
  )
  await eventually('thirty are refused', () => answers.length === 30)
  expect(new Set(answers)).toEqual(new Set(['RATE_LIMITED']))
  expect((await reply(app, otto, b.id, 'Meanwhile')).errors).toEqual([])
  await holder.query('commit')
  await Promise.all(sending)
  expect(answers.filter((code) => code === undefined)).toHaveLength(200)
})

test('control: without turns, 64 replies to a locked ticket leave no connection for others', async () => {
  const { mira, otto, a, b } = await lockedDesk(false)
  const flooding = flood(mira, a.id)
  await eventually('all connections wait for the lock', async () => (await blocked()) === 8)
  let answered = false
  const other = reply(app, otto, b.id, 'Meanwhile').then(() => (answered = true))
  // Requests that use another pool have long been answered.
  for (let n = 0; n < 5; n++) expect((await fetch(`${app.url}/health`)).status).toBe(200)
  expect(answered).toBe(false)
  await holder.query('commit')
  await Promise.all([flooding, other])
})

test('an id of another type delays nothing', async () => {
  const { mira } = await lockedDesk(true)
  const { errors } = await reply(app, mira, gid('Ticket', 'none'), 'x')
  expect(errors).toMatchObject([{ code: 'NOT_FOUND' }])
})

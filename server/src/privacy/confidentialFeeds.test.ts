import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { MANIFEST } from '../../test/documents.ts'
import { eventually } from '../../test/eventually.ts'
import { codes, mutate } from '../../test/mutate.ts'
import { settled, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'
import { liveExecutionsTotal } from '../platform/metrics.ts'

// The feeds of an open desk with confidential tickets: all staff share them, except who takes part in a confidential ticket.
let app: TestApp
let buyer: Actor, noah: Actor, ada: Actor, noor: Actor, ruth: Actor
/** One that is Noah's and confidential, and one that anybody reads. */
let secret: string, open: string
const started: { stop(): void | Promise<void> }[] = []
beforeAll(async () => {
  app = await testApp({ jobs: false })
  buyer = await app.actor('buyer', 'Mira')
  noah = await app.actor('agent', 'Noah')
  ada = await app.actor('agent', 'Ada')
  noor = await app.actor('agent', 'Noor')
  ruth = await app.actor('admin', 'Ruth')
})
beforeEach(async () => {
  await app.sql('update support_tickets set confidential = false where confidential')
  await app.sql('delete from live_changes')
  ;[secret, open] = [(await openTicket(app, buyer, 'Secret')).id, (await openTicket(app, buyer, 'Open')).id]
  await mutate(app, noah, 'claim', { ticketId: secret })
})
afterEach(async () => {
  for (const each of started.splice(0)) await each.stop()
  await eventually('nobody follows', () => app.app.stats().members === 0)
})
afterAll(() => app.close())

const documentOf = (name: string) => Object.values(MANIFEST).find((text) => text.startsWith(`subscription ${name}(`))!
const conceal = async (value = true) =>
  expect(codes(await mutate(app, noah, 'setConfidential', { ticketId: secret, confidential: value }))).toEqual([])
const number = async (id: string) =>
  (await app.gql(noah, 'query ($id: ID!) { ticket(id: $id) { number } }', { id })).data.ticket.number

/** What the client's lists take from a delivery. */
interface Update {
  cursor: string
  tickets: { id: string; snippet: string | null }[]
  removedIds: string[]
}

/** Follows one of the client's documents as its screen does: reconnects, and resumes from its cursor. */
async function follow(who: Actor, name: 'InboxEvents' | 'TicketEvents', more: object = {}) {
  await settled(app)
  const [field, start] =
    name === 'InboxEvents'
      ? ['inboxEvents', '{ at: tickets(first: 1) { cursor } }']
      : ['ticketEvents', `{ at: ticket(id: "${open}") { cursor } }`]
  let cursor = (await app.gql(who, start!)).data.at.cursor as string
  const client = wsClient(app, who, { retryAttempts: 20 })
  const got: Update[] = []
  const closed: number[] = []
  let ended = false
  client.on('closed', (event) => closed.push((event as { code: number }).code))
  client.subscribe<Record<string, Update>>(
    {
      query: documentOf(name),
      variables: {
        ...more,
        withPermissions: false,
        get after() {
          return cursor
        },
      },
    },
    {
      next: ({ data }) => {
        cursor = data![field!]!.cursor
        got.push(data![field!]!)
      },
      error: () => (ended = true),
      complete: () => (ended = true),
    },
  )
  const members = app.app.stats().members
  await eventually('it is followed', () => app.app.stats().members > members)
  started.push({ stop: () => client.dispose() })
  const shown = (id: string) => got.filter(({ tickets }) => tickets.some((ticket) => ticket.id === id)).length
  const removed = (id: string) => got.filter(({ removedIds }) => removedIds.includes(id)).length
  return { got, closed, shown, removed, ended: () => ended }
}

async function executionsOf(work: () => Promise<unknown>) {
  const count = async (kind: string) =>
    (await liveExecutionsTotal.get()).values.find(({ labels }) => labels['kind'] === kind)?.value ?? 0
  const before = [await count('shared'), await count('individual')] as const
  await work()
  return { shared: (await count('shared')) - before[0], individual: (await count('individual')) - before[1] }
}

test.each([
  ['InboxEvents', {}],
  ['TicketEvents', 'ticketId'],
] as const)(
  '%s of an open ticket is executed once for all, and once more for who takes part in a confidential one',
  async (name, key) => {
    await conceal()
    await app.sql('delete from live_changes')
    const variables = key === 'ticketId' ? { ticketId: open } : {}
    const feeds: Awaited<ReturnType<typeof follow>>[] = []
    for (const who of [noah, ada, noor, ruth]) feeds.push(await follow(who, name, variables))
    const executions = await executionsOf(async () => {
      await reply(app, buyer, open, 'It is broken.')
      for (const { got } of feeds) await eventually('it is delivered', () => got.length > 0)
    })
    expect(executions).toEqual({ shared: 1, individual: 1 })
  },
)

/** Ada and Noor follow the list; Noah gives his confidential ticket to Ada. */
async function adaGetsTheTicket() {
  await conceal()
  await app.sql('delete from live_changes')
  const [hers, others] = [await follow(ada, 'InboxEvents'), await follow(noor, 'InboxEvents')]
  expect(app.app.stats().groups).toBe(1)
  expect(codes(await mutate(app, noah, 'assign', { ticketId: secret, agentId: gid('User', ada.id) }))).toEqual([])
  await reply(app, buyer, open, 'Something else')
  await eventually('what follows is delivered to both', () => hers.shown(open) > 0 && others.shown(open) > 0)
  return { hers, others }
}

test('who comes to take part in a confidential ticket leaves the shared feed, and resumes before it', async () => {
  const { hers, others } = await adaGetsTheTicket()
  expect(hers.shown(secret)).toBeGreaterThan(0)
  expect(hers.closed).toEqual([1012])
  expect(others.shown(secret)).toBe(0)
  expect(others.closed).toEqual([])
  await reply(app, buyer, secret, 'For Ada alone')
  await eventually('she gets what is written in it', () =>
    hers.got.some(({ tickets }) => tickets[0]?.snippet === 'For Ada alone'),
  )
  expect(JSON.stringify(others.got)).not.toContain('For Ada alone')
})

test('control: in the shared feed she would miss it', async () => {
  const [{ definition }] = (await app.sql<{ definition: string }>(
    `select pg_get_functiondef('staff_apart()'::regprocedure) as definition`,
  )) as [{ definition: string }]
  await app.sql(`create or replace function staff_apart() returns uuid[] language sql return '{}'::uuid[]`)
  const { hers } = await adaGetsTheTicket().finally(() => app.sql(definition))
  expect([hers.shown(secret), hers.closed]).toEqual([0, []])
})

test('a ticket that becomes confidential leaves the lists of all but those who take part in it', async () => {
  const [his, others] = [await follow(noah, 'InboxEvents'), await follow(ada, 'InboxEvents')]
  await conceal()
  await eventually('it leaves the list', () => others.removed(secret) > 0)
  await eventually('it stays in his', () => his.shown(secret) > 0)
  expect(his.removed(secret)).toBe(0)
  await conceal(false)
  await eventually('it is there again', () => others.shown(secret) > 0)
})

test('its own feed ends for all but those who take part in it, who resume', async () => {
  open = secret
  const feeds: Awaited<ReturnType<typeof follow>>[] = []
  for (const who of [noah, ada, ruth]) feeds.push(await follow(who, 'TicketEvents', { ticketId: secret }))
  const [his, ...others] = feeds
  await conceal()
  await eventually('it has ended', () => others.every(({ ended }) => ended()))
  await reply(app, buyer, secret, 'For Noah alone')
  await eventually('it goes on for him', () => JSON.stringify(his!.got).includes('For Noah alone'))
  expect(JSON.stringify(others.map(({ got }) => got))).not.toContain('For Noah alone')
})

test('emergency access opens it in the admin’s list too, and nobody else’s', async () => {
  await conceal()
  await app.sql('delete from live_changes')
  const [hers, others] = [await follow(ruth, 'InboxEvents'), await follow(ada, 'InboxEvents')]
  const asked = { ticketNumber: await number(secret), reason: 'A threat to life' }
  expect(codes(await mutate(app, ruth, 'requestEmergencyAccess', asked))).toEqual([])
  await eventually('it is in her list', () => hers.shown(secret) > 0)
  await reply(app, buyer, open, 'Something else')
  await eventually('what follows is delivered', () => others.shown(open) > 0)
  expect(others.shown(secret)).toBe(0)
})

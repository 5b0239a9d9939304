import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { eventually } from '../../test/eventually.ts'
import { codes, mutate } from '../../test/mutate.ts'
import { overHttp, overSockets } from '../../test/security/transports.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { tokensOf } from '../../test/tokens.ts'

let app: TestApp
let admin: Actor, agent: Actor, buyer: Actor
let { limited, codeOf } = {} as ReturnType<typeof tokensOf>
beforeAll(async () => {
  app = await testApp({ jobs: false })
  ;({ limited, codeOf } = tokensOf(app))
  ;[admin, agent, buyer] = [await app.actor('admin'), await app.actor('agent'), await app.actor('buyer')]
})
afterAll(() => app.close())

test('a token with READ reads, also live, and writes nothing', async () => {
  const ticket = await openTicket(app, buyer)
  const reader = await limited(agent, ['READ'])
  const read = await app.gql(reader, 'query ($id: ID!) { ticket(id: $id) { subject } }', { id: ticket.id })
  expect(read.data.ticket.subject).toBe('A broken lamp')
  await expect(reply(app, reader, ticket.id, 'no')).rejects.toThrow('INSUFFICIENT_SCOPE')
  await expect(mutate(app, reader, 'claim', { ticketId: ticket.id })).rejects.toThrow('INSUFFICIENT_SCOPE')
})

test('a token with WRITE answers tickets, and does not manage them', async () => {
  const ticket = await openTicket(app, buyer)
  const writer = await limited(agent, ['WRITE'])
  expect((await reply(app, writer, ticket.id, 'Hello')).message?.body).toBe('Hello')
  await expect(mutate(app, writer, 'claim', { ticketId: ticket.id })).rejects.toThrow('INSUFFICIENT_SCOPE')
  const manager = await limited(agent, ['MANAGE'])
  expect(codes(await mutate(app, manager, 'claim', { ticketId: ticket.id }))).toEqual([])
  await expect(reply(app, manager, ticket.id, 'no')).rejects.toThrow('INSUFFICIENT_SCOPE')
})

test('without ADMIN, an admin’s token sees and does what an agent’s may', async () => {
  const manager = await limited(admin, ['WRITE', 'MANAGE'])
  for (const query of [
    '{ auditLog { edges { node { id } } } }',
    '{ invitations { totalCount } }',
    '{ backgroundJobs { edges { node { id } } } }',
  ])
    expect(await codeOf(manager, query)).toBe('INSUFFICIENT_SCOPE')
  await expect(mutate(app, manager, 'setDeskSettings', { claimKeptMinutes: 20 })).rejects.toThrow('INSUFFICIENT_SCOPE')
  // Nested, where no field of Query stands in the way.
  const { tokenId: id } = await limited(buyer, ['READ'])
  const node = `query ($id: ID!) { node(id: $id) { id } }`
  expect((await app.gql(admin, node, { id })).data.node.id).toBe(id)
  expect((await app.gql(manager, node, { id })).data.node).toBeNull()
  expect((await app.gql(manager, '{ viewer { role } }')).data.viewer.role).toBe('ADMIN')
})

test.each([
  ['an alias', '{ public: auditLog { edges { node { id } } } }'],
  ['a fragment', 'query { ...F } fragment F on Query { desk { name } auditLog { edges { node { id } } } }'],
  ['an inline fragment', '{ ... on Query { ... { auditLog { edges { node { id } } } } } }'],
  [
    'a directive',
    'query ($no: Boolean = false) { desk { name } auditLog @include(if: $no) { edges { node { id } } } }',
  ],
  ['another field', '{ desk { name } auditLog { edges { node { id } } } }'],
])('cannot be avoided by %s', async (_what, query) => {
  const { data, errors } = (await app.gql(await limited(admin, ['READ']), query)) as any
  expect([data, errors[0].extensions.code]).toEqual([null, 'INSUFFICIENT_SCOPE'])
})

test.each(['HTTP', 'WebSockets'])('are checked over %s, also for subscriptions', async (transport) => {
  const sockets = overSockets(app)
  const ask = transport === 'HTTP' ? overHttp(app) : sockets.ask
  const reader = await limited(admin, ['READ'])
  for (const query of [
    'mutation { removePhone(input: { phone: "+4915123456780" }) { errors { code } } }',
    'subscription { personChanged { person { id } } }',
    '{ auditLog { edges { node { id } } } }',
  ])
    expect((await ask(reader, query, {})).errors?.[0]?.extensions?.['code']).toBe('INSUFFICIENT_SCOPE')
  expect((await ask(reader, '{ viewer { name } }', {})).data.viewer.name).toBe(admin.name)
  await sockets.close()
})

test('limit the HTTP routes: uploads need WRITE, exports ADMIN', async () => {
  const ticket = await openTicket(app, buyer)
  const status = async (who: Actor, path: string, method = 'GET') => {
    const headers = { Authorization: `Bearer ${who.token}`, 'Tus-Resumable': '1.0.0', 'Upload-Length': '4' }
    const response = await fetch(`${app.url}${path}`, { method, headers })
    return [
      response.status,
      response.status === 403 ? ((await response.json()) as any).errors[0].extensions.code : null,
    ]
  }
  const [reader, writer] = [await limited(admin, ['READ']), await limited(admin, ['WRITE'])]
  expect(await status(reader, '/files', 'POST')).toEqual([403, 'INSUFFICIENT_SCOPE'])
  expect((await status(writer, '/files', 'POST'))[0]).not.toBe(403)
  expect((await status(reader, `/files/${uuidIn(ticket.id)}/x`))[0]).toBe(404)
  const path = `/exports/tickets/${ticket.number}.json`
  expect(await status(writer, path)).toEqual([403, 'INSUFFICIENT_SCOPE'])
  expect((await status(await limited(admin, ['ADMIN']), path))[0]).toBe(200)
})

test('refusals are audited', async () => {
  await codeOf(
    await limited(agent, ['READ']),
    'mutation { removePhone(input: { phone: "+4915123456780" }) { errors { code } } }',
  )
  await eventually(
    'the refusal is recorded',
    async () =>
      app.sql(
        `select from audit_log where kind = 'denied' and data ->> 'code' = 'INSUFFICIENT_SCOPE' and actor_id = $1`,
        [agent.id],
      ),
    (found) => found.length > 0,
  )
})

test('shrink with the role of the person, whose own limits are reported as without a token', async () => {
  const demoted = await app.actor('admin')
  const log = '{ auditLog { edges { node { id } } } }'
  const { token } = await limited(demoted, ['WRITE', 'MANAGE', 'ADMIN'])
  const read = async () => (await app.gql({ ...demoted, token }, log)).data.auditLog
  expect(await read()).not.toBeNull()
  await mutate(app, admin, 'changeRole', { userId: gid('User', demoted.id), role: 'BUYER' })
  await eventually('the role is noticed', read, (found) => found === null)
})

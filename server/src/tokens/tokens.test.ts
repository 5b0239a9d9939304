import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { eventually } from '../../test/eventually.ts'
import { codes, mutate } from '../../test/mutate.ts'
import { overHttp, overSockets } from '../../test/security/transports.ts'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'

const DAY_MS = 86_400_000
const CREATE = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) {
  secret token { id name scopes expiresAt user { id } createdBy { id } } errors { code path } } }`
const LIST = `query ($userId: ID) { apiTokens(userId: $userId) { id name user { id } lastUsedAt revokedAt } }`

let app: TestApp
let admin: Actor, agent: Actor, buyer: Actor
beforeAll(async () => {
  app = await testApp({ jobs: false })
  ;[admin, agent, buyer] = [await app.actor('admin'), await app.actor('agent'), await app.actor('buyer')]
})
afterAll(() => app.close())

async function create(who: Actor, input: object) {
  const { data, errors } = await app.gql(who, CREATE, { input: { name: 'CI', ...input } })
  return { code: (errors as any)?.[0].extensions.code as string | undefined, ...data?.createApiToken }
}

/** The same person, with a token that has these scopes only. */
async function limited(who: Actor, scopes: string[], more: object = {}): Promise<Actor & { tokenId: string }> {
  const { secret, token } = await create(who, { scopes, ...more })
  return { ...who, token: secret, tokenId: token.id }
}

const list = async (who: Actor, userId?: string): Promise<any[]> =>
  (await app.gql(who, LIST, { userId })).data.apiTokens
const codeOf = async (who: Actor, query: string): Promise<string | undefined> =>
  ((await app.gql(who, query)).errors as any)?.[0].extensions.code
const audited = (kind: string, { id }: { id: string }) =>
  app.sql<{ actor_id: string | null; name: string; ip: string | null }>(
    `select a.actor_id, k.name, a.ip from audit_log a left join api_tokens k on k.id::text = a.data ->> 'token'
      where a.kind::text = $1 and a.target_id = $2 order by a.id desc`,
    [kind, id],
  )

describe('creating', () => {
  test('a token for oneself: 90 days by default, shown once, stored as a hash, audited', async () => {
    const { secret, token, errors } = await create(buyer, { name: '  Shop  sync ', scopes: ['WRITE'] })
    expect(errors).toEqual([])
    expect(token).toMatchObject({
      name: 'Shop sync',
      scopes: ['READ', 'WRITE'],
      user: { id: gid('User', buyer.id) },
      createdBy: { id: gid('User', buyer.id) },
    })
    const days = (Date.parse(token.expiresAt) - Date.now()) / DAY_MS
    expect(Math.round(days)).toBe(90)
    expect((await app.gql({ ...buyer, token: secret }, '{ viewer { name } }')).data.viewer.name).toBe(buyer.name)
    expect(JSON.stringify(await app.sql('select * from api_tokens'))).not.toContain(secret.slice(7))
    expect((await audited('token_issued', buyer))[0]).toMatchObject({ actor_id: buyer.id, name: 'Shop sync' })
  })

  test('never with more scopes than the role, or than the token that creates it', async () => {
    expect(codes(await create(buyer, { scopes: ['MANAGE'] }))).toEqual(['FORBIDDEN'])
    expect(codes(await create(agent, { scopes: ['READ', 'ADMIN'] }))).toEqual(['FORBIDDEN'])
    expect(codes(await create(agent, { scopes: ['MANAGE'] }))).toEqual([])
    expect(codes(await create(admin, { scopes: ['ADMIN'] }))).toEqual([])
    const writer = await limited(admin, ['WRITE'])
    expect(codes(await create(writer, { scopes: ['WRITE'] }))).toEqual([])
    for (const scope of ['MANAGE', 'ADMIN'])
      expect(codes(await create(writer, { scopes: [scope] }))).toEqual(['FORBIDDEN'])
    expect((await create(await limited(admin, ['READ']), { scopes: ['READ'] })).code).toBe('INSUFFICIENT_SCOPE')
  })

  test('a token cannot prolong itself', async () => {
    const expiresAt = new Date(Date.now() + DAY_MS).toISOString()
    const short = await limited(agent, ['WRITE'], { expiresAt })
    expect((await create(short, { scopes: ['READ'] })).token.expiresAt).toBe(expiresAt)
    const later = new Date(Date.now() + 2 * DAY_MS).toISOString()
    expect(codes(await create(short, { scopes: ['READ'], expiresAt: later }))).toEqual(['FORBIDDEN'])
  })

  test.each([
    ['no scopes', { scopes: [] }, 'scopes'],
    ['an empty name', { name: ' ', scopes: ['READ'] }, 'name'],
    ['a name with a line that turns text around', { name: 'a\u202eb', scopes: ['READ'] }, 'name'],
    ['a time in the past', { scopes: ['READ'], expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    [
      'more than a year',
      { scopes: ['READ'], expiresAt: new Date(Date.now() + 400 * DAY_MS).toISOString() },
      'expiresAt',
    ],
  ])('is refused with %s', async (_what, input, field) => {
    expect((await create(agent, input)).errors).toEqual([{ code: 'VALIDATION', path: ['input', field] }])
  })

  test('is refused for other people, whether they exist or not', async () => {
    const nobody = gid('User', '00000000-0000-4000-8000-000000000000')
    for (const userId of [gid('User', buyer.id), nobody])
      expect(codes(await create(agent, { scopes: ['READ'], userId }))).toEqual(['FORBIDDEN'])
    expect(codes(await create(admin, { scopes: ['READ'], userId: gid('User', buyer.id) }))).toEqual(['FORBIDDEN'])
    expect(codes(await create(admin, { scopes: ['READ'], userId: nobody }))).toEqual(['NOT_FOUND'])
  })

  test('is refused beyond 100 valid tokens', async () => {
    const collector = await app.actor('buyer')
    await app.sql(
      `insert into api_tokens (user_id, token_hash) select $1, sha256(('many' || i)::bytea) from generate_series(1, 98) i`,
      [collector.id],
    )
    expect(codes(await create(collector, { scopes: ['READ'] }))).toEqual([])
    expect(codes(await create(collector, { scopes: ['READ'] }))).toEqual(['CONFLICT'])
    await app.sql(`update api_tokens set expires_at = now() where user_id = $1 and scopes = '{read}'`, [collector.id])
    expect(codes(await create(collector, { scopes: ['READ'] }))).toEqual([])
  })
})

describe('scopes', () => {
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
    await expect(mutate(app, manager, 'setDeskSettings', { claimKeptMinutes: 20 })).rejects.toThrow(
      'INSUFFICIENT_SCOPE',
    )
    // Nested, where no field of Query stands in the way.
    const [token] = await list(admin, gid('User', buyer.id))
    const node = `query ($id: ID!) { node(id: $id) { id } }`
    expect((await app.gql(admin, node, { id: token.id })).data.node.id).toBe(token.id)
    expect((await app.gql(manager, node, { id: token.id })).data.node).toBeNull()
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
})

describe('use and end', () => {
  test('the first use is recorded, then none within an hour', async () => {
    const person = await app.actor('buyer')
    const { token } = await limited(person, ['READ'])
    const used = () => audited('token_used', person)
    expect(await used()).toHaveLength(1)
    await app.gql({ ...person, token }, '{ desk { name } viewer { id } }')
    expect(await used()).toMatchObject([{ actor_id: person.id, name: 'CI', ip: '127.0.0.1' }, { name: 'API token' }])
    await app.sql(
      `update api_tokens set last_used_at = now() - interval '61 minutes' where user_id = $1 and name = 'CI'`,
      [person.id],
    )
    await eventually(
      'the next use is recorded',
      async () => {
        await app.gql({ ...person, token }, '{ viewer { id } }')
        return used()
      },
      (all) => all.length === 3,
    )
    await app.gql({ ...person, token }, '{ viewer { id } }')
    expect(await used()).toHaveLength(3)
  })

  test('an expired token is no longer valid', async () => {
    const short = await limited(agent, ['READ'])
    expect(await codeOf(short, '{ tickets { totalCount } }')).toBeUndefined()
    await app.sql('update api_tokens set expires_at = now() where id = $1', [uuidIn(short.tokenId)])
    await eventually(
      'it is noticed',
      () => codeOf(short, '{ tickets { totalCount } }'),
      (code) => code === 'UNAUTHENTICATED',
    )
  })

  test('an open socket is closed when its token expires', async () => {
    const short = await limited(agent, ['READ'], { expiresAt: new Date(Date.now() + 3_000).toISOString() })
    const client = wsClient(app, short)
    const closed = new Promise((resolve) => client.on('closed', (event) => resolve((event as CloseEvent).code)))
    subscribe(client, 'subscription { inboxEvents { __typename } }')
    expect(await closed).toBe(4403)
  })

  test('people revoke their own tokens, admins all; both are audited', async () => {
    const [mine, theirs] = [await limited(buyer, ['READ']), await limited(buyer, ['READ'])]
    expect(codes(await mutate(app, agent, 'revokeApiToken', { tokenId: mine.tokenId }))).toEqual(['NOT_FOUND'])
    expect(codes(await mutate(app, buyer, 'revokeApiToken', { tokenId: gid('User', buyer.id) }))).toEqual(['NOT_FOUND'])
    for (const [who, { tokenId, ...token }] of [
      [buyer, mine],
      [admin, theirs],
    ] as const) {
      const { token: revoked } = await mutate(app, who, 'revokeApiToken', { tokenId }, 'token { revokedAt }')
      expect(revoked.revokedAt).not.toBeNull()
      expect((await audited('token_revoked', buyer))[0]!.actor_id).toBe(who.id)
      expect(await codeOf(token, '{ tickets { totalCount } }')).toBe('UNAUTHENTICATED')
      // Again: it stays as it is.
      const again = await mutate(app, who, 'revokeApiToken', { tokenId }, 'token { revokedAt }')
      expect(again.token.revokedAt).toBe(revoked.revokedAt)
    }
  })

  test('a revoked token creates no other, even if its viewer is still cached', async () => {
    const writer = await limited(agent, ['WRITE'])
    await app.gql(writer, '{ viewer { id } }')
    await app.sql('update api_tokens set revoked_at = now() where id = $1', [uuidIn(writer.tokenId)])
    expect((await create(writer, { scopes: ['READ'] })).code).toBe('UNAUTHENTICATED')
  })
})

test('people list their own tokens, admins all', async () => {
  const other = await app.actor('agent')
  expect((await list(other)).map(({ name }) => name)).toEqual(['API token'])
  expect(await list(other, gid('User', buyer.id))).toEqual([])
  expect(await list(other, 'nonsense')).toEqual([])
  expect((await list(admin, gid('User', other.id))).map(({ user }) => user.id)).toEqual([gid('User', other.id)])
  const owners = new Set((await list(admin)).map(({ user }) => user.id))
  for (const { id } of [admin, agent, buyer, other]) expect(owners).toContain(gid('User', id))
})

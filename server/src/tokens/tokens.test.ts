import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { eventually } from '../../test/eventually.ts'
import { codes, mutate } from '../../test/mutate.ts'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { tokensOf } from '../../test/tokens.ts'

const DAY_MS = 86_400_000
const LIST = `query ($userId: ID) { apiTokens(userId: $userId) { id name user { id } lastUsedAt revokedAt } }`

let app: TestApp
let admin: Actor, agent: Actor, buyer: Actor
let { create, limited, codeOf } = {} as ReturnType<typeof tokensOf>
beforeAll(async () => {
  app = await testApp({ jobs: false })
  ;({ create, limited, codeOf } = tokensOf(app))
  ;[admin, agent, buyer] = [await app.actor('admin'), await app.actor('agent'), await app.actor('buyer')]
})
afterAll(() => app.close())

const list = async (who: Actor, userId?: string): Promise<any[]> =>
  (await app.gql(who, LIST, { userId })).data.apiTokens
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

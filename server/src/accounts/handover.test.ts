import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccountDesk, accountDesk } from '../../test/accountDesk.ts'
import { claimsOf, KEY, SHOP, stateOf, tokenOf } from '../../test/handoverIssuer.ts'
import { type TestApp, testApp } from '../../test/testApp.ts'

const OTHER = 'https://other.test'
const STAFF = 'https://staff.test'
const ISSUERS = JSON.stringify([
  { issuer: SHOP, audience: 'parley', key: KEY },
  { issuer: OTHER, audience: 'parley', key: KEY },
  { issuer: STAFF, audience: 'parley', key: KEY, roles: ['buyer', 'agent', 'admin'] },
])

let desk: AccountDesk
let secondNode: TestApp
beforeAll(async () => {
  desk = await accountDesk({ HANDOVER_ISSUERS: ISSUERS })
  secondNode = await testApp({ database: desk.app.database, jobs: false, variables: { HANDOVER_ISSUERS: ISSUERS } })
})
afterAll(async () => {
  await secondNode.close()
  await desk.close()
})

/** Where the browser is sent. */
const enter = async (claims: object, { browser = desk.browser(), to = '' } = {}) =>
  (await browser.open(`/enter?token=${tokenOf({ ...claims })}${to && `&to=${encodeURIComponent(to)}`}`)).headers.get(
    'location',
  )
const again = (claims: object) => ({ ...claims, jti: randomUUID() })
const personOf = async (email: string) =>
  (
    await desk.app.sql(
      `select u.id, u.name, u.role::text, u.email_verified as verified,
          (select string_agg(shop_name, ',' order by shop_name) from sellers s where s.owner_id = u.id) as shops
        from users u where email = $1`,
      [email],
    )
  )[0]
const refused = async (claims: object, code: string) => {
  const before = await stateOf(desk)
  expect(await enter(claims)).toBe(`/sign-in?problem=${code}`)
  expect(await stateOf(desk)).toEqual(before)
}

describe('entering', () => {
  test('creates the person and signs them in, and updates them later', async () => {
    const browser = desk.browser()
    const claims = claimsOf()
    const response = await browser.open(`/enter?token=${tokenOf(claims)}&to=/dashboard/chat?ticket=TICK-1`)
    expect(response.status).toBe(303)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      location: '/dashboard/chat?ticket=TICK-1',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    expect(await browser.viewer()).toBe('Ada Shop')
    const { id } = (await personOf(claims.email))!
    const email = `new.${claims.email}`
    expect(await enter(again({ ...claims, email, name: 'Ada King' }), { browser })).toBe('/')
    expect(await personOf(email)).toMatchObject({ id, name: 'Ada King', role: 'buyer', verified: true })
    expect(await desk.app.sql('select from sign_ins where user_id = $1', [id])).toHaveLength(1)
    expect(await desk.app.sql('select kind::text from audit_log where target_id = $1 order by id', [id])).toMatchObject(
      [{ kind: 'person_added' }, { kind: 'sign_in' }, { kind: 'email_changed' }],
    )
  })

  test('by POST returns a cookie and who it is', async () => {
    const browser = desk.browser()
    const claims = claimsOf()
    const response = await browser.post('/../../enter', { token: tokenOf(claims) })
    const user = { id: expect.any(String), name: 'Ada Shop', email: claims.email, role: 'buyer' }
    expect([response.status, await response.json()]).toEqual([200, { user }])
    expect(await browser.viewer()).toBe('Ada Shop')
  })

  test('keeps a known person’s address while a new one is not verified', async () => {
    const claims = claimsOf()
    await enter(claims)
    const taken = await desk.member('buyer')
    expect(await enter(again({ ...claims, email: taken.email, email_verified: false, name: 'Bo' }))).toBe('/')
    expect(await personOf(claims.email)).toMatchObject({ name: 'Bo' })
    await refused(again({ ...claims, email: taken.email }), 'HANDOVER_EMAIL_TAKEN')
  })

  test('with names that cannot be shown still works', async () => {
    for (const name of ['', '\u200b', 'a\0b', `x${'\u0301'.repeat(50)}`, '𝒳'.repeat(200), undefined]) {
      const claims = claimsOf({ name })
      expect(await enter(claims)).toBe('/')
      expect((await personOf(claims.email))!['name'].length).toBeGreaterThan(0)
    }
  })

  test('asks for the second factor, and keeps the path', async () => {
    const claims = claimsOf()
    await enter(claims)
    await desk.app.sql('update users set two_factor_enabled = true where email = $1', [claims.email])
    const browser = desk.browser()
    expect(await enter(again(claims), { browser, to: '/dashboard/chat' })).toBe(
      '/sign-in/code?next=%2Fdashboard%2Fchat',
    )
    expect(await browser.viewer()).toBeNull()
  })

  test('is refused to disabled people', async () => {
    const claims = claimsOf()
    await enter(claims)
    await desk.app.sql('update users set disabled_at = now() where email = $1', [claims.email])
    await refused(again(claims), 'DISABLED')
  })

  test.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    '/a\\b',
    '/\u0000',
    'javascript:alert(1)',
    'dashboard',
    '',
  ])('leads only to paths of the desk, not to %j', async (to) => {
    expect(await enter(claimsOf(), { to })).toBe('/')
  })

  test('is for pages: neither frames nor prefetching use a token up', async () => {
    const claims = claimsOf()
    const path = `/enter?token=${tokenOf(claims)}`
    const refusedHeaders: Record<string, string>[] = [
      { 'sec-fetch-dest': 'iframe' },
      { 'sec-fetch-dest': 'image' },
      { 'sec-fetch-dest': 'empty' },
      { 'sec-fetch-dest': 'document', 'sec-purpose': 'prefetch;prerender' },
    ]
    for (const headers of refusedHeaders) expect((await desk.browser().open(path, headers)).status).toBe(403)
    const { status } = await fetch(desk.app.url + path, { method: 'HEAD', redirect: 'manual' })
    expect(status).toBe(404)
    const browser = desk.browser()
    expect((await browser.open(path, { 'sec-fetch-dest': 'document' })).headers.get('location')).toBe('/')
    const foreign = { origin: 'https://evil.example' }
    expect((await desk.browser().open(path, foreign)).status).toBe(303)
    const posted = await fetch(`${desk.app.url}/enter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...foreign },
      body: JSON.stringify({ token: tokenOf(claimsOf()) }),
    })
    expect(posted.status).toBe(403)
  })

  test('replaces the sign-in of another customer, but not of staff', async () => {
    const browser = await desk.signedIn(await desk.member('buyer'))
    expect(await enter(claimsOf({ name: 'Bo' }), { browser })).toBe('/')
    expect(await browser.viewer()).toBe('Bo')
    const agent = await desk.signedIn(await desk.member('agent'))
    expect(await enter(claimsOf(), { browser: agent })).toBe('/sign-in?problem=HANDOVER_SIGNED_IN')
    expect(await agent.viewer()).toBe('Mara')
  })
})

describe('an existing account', () => {
  test('is found by a verified address, in whatever case', async () => {
    const { id, email } = await desk.member('buyer')
    expect(await enter(claimsOf({ email: email.toUpperCase() }))).toBe('/')
    expect(await personOf(email)).toMatchObject({ id, name: 'Ada Shop' })
  })

  test('is never taken over by an unverified address, which nobody can occupy either', async () => {
    const { email } = await desk.member('buyer')
    for (const email_verified of [false, undefined, null])
      await refused(claimsOf({ email, email_verified }), 'HANDOVER_EMAIL_UNVERIFIED')
    await refused(claimsOf({ email_verified: false }), 'HANDOVER_EMAIL_UNVERIFIED')
    await refused(claimsOf({ email: 'no address' }), 'HANDOVER_EMAIL_UNVERIFIED')
    await refused(claimsOf({ email: undefined }), 'HANDOVER_EMAIL_UNVERIFIED')
  })

  test.each(['agent', 'admin'] as const)('of an %s is not for issuers that give no such role', async (role) => {
    const { email } = await desk.member(role)
    await refused(claimsOf({ email }), 'HANDOVER_ROLE')
    const claims = claimsOf()
    await enter(claims)
    await desk.app.sql('update users set role = $2::user_role where email = $1', [claims.email, role])
    await refused(again(claims), 'HANDOVER_ROLE')
  })
})

describe('roles', () => {
  test('are given as far as the configuration allows', async () => {
    for (const role of ['agent', 'admin', 'Buyer', 'owner', '']) await refused(claimsOf({ role }), 'HANDOVER_ROLE')
    await refused(claimsOf({ iss: STAFF, role: 'seller' }), 'HANDOVER_ROLE')
    const claims = claimsOf({ iss: STAFF, role: 'agent' })
    expect(await enter(claims)).toBe('/')
    expect(await personOf(claims.email)).toMatchObject({ role: 'agent' })
    expect(await enter(again({ ...claims, role: 'buyer' }))).toBe('/')
    expect(await personOf(claims.email)).toMatchObject({ role: 'agent' })
  })

  test('of customers follow', async () => {
    const claims = claimsOf()
    await enter(claims)
    await enter(again({ ...claims, role: 'seller' }))
    expect(await personOf(claims.email)).toMatchObject({ role: 'seller' })
    await enter(again(claims))
    expect(await personOf(claims.email)).toMatchObject({ role: 'seller' })
  })
})

describe('shops', () => {
  test('are opened with their seller, found by their id, and follow its name', async () => {
    const shop = randomUUID()
    const claims = claimsOf({ role: 'seller', shop, shop_name: 'Lamp Studio' })
    await enter(claims)
    expect(await personOf(claims.email)).toMatchObject({ role: 'seller', shops: 'Lamp Studio' })
    await enter(again({ ...claims, shop_name: 'Lamp House' }))
    await enter(again({ ...claims, shop_name: undefined }))
    expect(await personOf(claims.email)).toMatchObject({ shops: 'Lamp House' })
    const colleague = claimsOf({ role: 'seller', shop, shop_name: 'Lamp House' })
    expect(await enter(colleague)).toBe('/')
    expect([await personOf(claims.email), await personOf(colleague.email)]).toMatchObject([
      { shops: 'Lamp House' },
      { shops: null },
    ])
    const same = claimsOf({ iss: OTHER, role: 'seller', shop, shop_name: 'Lamp House' })
    await enter(same)
    expect(await personOf(same.email)).toMatchObject({ shops: 'Lamp House' })
  })

  test('are not for buyers, and concurrent sellers open one', async () => {
    const shop = randomUUID()
    const buyer = claimsOf({ shop, shop_name: 'No Shop' })
    await enter(buyer)
    expect(await personOf(buyer.email)).toMatchObject({ role: 'buyer', shops: null })
    const sellers = Array.from({ length: 4 }, () => claimsOf({ role: 'seller', shop, shop_name: shop }))
    expect(await Promise.all(sellers.map((claims) => enter(claims)))).toEqual(['/', '/', '/', '/'])
    expect(await desk.app.sql('select from sellers where shop_name = $1', [shop])).toHaveLength(1)
  })
})

test('two issuers with the same subject mean two people', async () => {
  const claims = claimsOf()
  const other = claimsOf({ iss: OTHER, sub: claims.sub })
  expect([await enter(claims), await enter(other)]).toEqual(['/', '/'])
  expect((await personOf(claims.email))!['id']).not.toBe((await personOf(other.email))!['id'])
})

test('concurrent tokens of a new person create one', async () => {
  const claims = claimsOf()
  expect(await Promise.all([1, 2, 3, 4].map(() => enter(again(claims))))).toEqual(['/', '/', '/', '/'])
  expect(await desk.app.sql('select from accounts where account_id = $1', [claims.sub])).toHaveLength(1)
})

describe('a token that is used several times', () => {
  /** How many of eight concurrent uses on two nodes enter. */
  const entering = async () => {
    const token = tokenOf(claimsOf())
    const codes = await Promise.all(
      Array.from({ length: 8 }, async (_, n) => {
        const response = await fetch(`${n % 2 ? secondNode.url : desk.app.url}/enter`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ token }),
        })
        return ((await response.json()) as { code?: string }).code ?? 'entered'
      }),
    )
    return codes.sort()
  }

  test('works once, and only for its issuer', async () => {
    const claims = claimsOf()
    expect(await enter(claims)).toBe('/')
    await refused(claims, 'HANDOVER_REPLAYED')
    await refused({ ...claimsOf(), jti: claims['jti'] }, 'HANDOVER_REPLAYED')
    expect(await enter(claimsOf({ iss: OTHER, jti: claims['jti'] }))).toBe('/')
  })

  test('works once on all nodes together', async () => {
    expect(await entering()).toEqual([...Array<string>(7).fill('HANDOVER_REPLAYED'), 'entered'])
  })

  test('control: without the record of uses, it works each time', async () => {
    await desk.app.sql(`create function forget_use() returns trigger language plpgsql as
      $$ begin new.key := decode(md5(random()::text), 'hex'); return new; end $$`)
    await desk.app.sql(
      'create trigger forget_use before insert on handover_uses for each row execute function forget_use()',
    )
    expect(await entering()).toEqual(Array<string>(8).fill('entered'))
    await desk.app.sql('drop trigger forget_use on handover_uses')
  })
})

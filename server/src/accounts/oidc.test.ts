import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type AccountDesk, accountDesk, type Browser } from '../../test/accountDesk.ts'
import { type IdentityProvider, identityProvider } from '../../test/identityProvider.ts'

let idp: IdentityProvider
let desk: AccountDesk
beforeAll(async () => {
  idp = await identityProvider('parley')
  const provider = { name: 'Work', issuer: idp.issuer, clientId: 'parley', clientSecret: 'a secret of this client' }
  const providers = [
    { ...provider, id: 'work', roleClaim: 'groups', roles: { support: 'agent', shops: 'seller' }, shopClaim: 'shop' },
    { ...provider, id: 'staff', roleClaim: 'groups', roles: { support: 'agent' }, defaultRole: null },
    { ...provider, id: 'down', issuer: 'http://127.0.0.1:1' },
  ]
  desk = await accountDesk({ OIDC_PROVIDERS: JSON.stringify(providers) })
})
beforeEach(() => {
  Object.assign(idp, { wrong: {}, signsWithOtherKey: false })
})
afterAll(async () => {
  await desk.close()
  await idp.close()
})

/** Starts a sign-in; returns the provider's address. */
const start = async (browser: Browser, id = 'work', query = '') =>
  new URL(await browser.follow(`/oidc/${id}/start${query}`))
const enter = async (claims: Record<string, unknown>, browser = desk.browser(), id = 'work') => {
  const query = idp.identify(await start(browser, id), claims)
  return browser.follow(`/oidc/${id}/callback${query}`)
}
const newClaims = () => ({
  sub: randomUUID(),
  email: `${randomUUID()}@work.test`,
  email_verified: true,
  name: 'Ada Work',
})
const personOf = async (email: string) =>
  (
    await desk.app.sql(
      `select u.id, u.role::text, (select string_agg(shop_name, ',') from sellers s where s.owner_id = u.id) as shops
        from users u where email = $1`,
      [email],
    )
  )[0]

test('a new person is created with the role and shop of the claims, and signed in', async () => {
  const browser = desk.browser()
  const claims = { ...newClaims(), groups: ['other', 'shops'], shop: 'Lamp Studio' }
  expect(await enter(claims, browser)).toBe('/')
  expect(await browser.viewer()).toBe('Ada Work')
  expect(await personOf(claims.email)).toMatchObject({ role: 'seller', shops: 'Lamp Studio' })
  expect(await enter({ ...claims, groups: 'support' })).toBe('/')
  expect(await personOf(claims.email)).toMatchObject({ role: 'agent', shops: 'Lamp Studio' })
})

test('the path to continue on is local', async () => {
  const browser = desk.browser()
  const url = await start(browser, 'work', '?next=/dashboard/chat?ticket=TICK-1')
  expect(await browser.follow(`/oidc/work/callback${idp.identify(url, newClaims())}`)).toBe(
    '/dashboard/chat?ticket=TICK-1',
  )
  for (const next of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
  ]) {
    const other = desk.browser()
    const at = await start(other, 'work', `?next=${encodeURIComponent(next)}`)
    expect(await other.follow(`/oidc/work/callback${idp.identify(at, newClaims())}`)).toBe('/')
  }
})

describe('an existing account', () => {
  test('is found by a verified address, and then by the subject alone', async () => {
    const { id, email } = await desk.member('agent')
    const claims = { ...newClaims(), email: email.toUpperCase() }
    expect(await enter(claims)).toBe('/')
    expect(await enter({ ...claims, email: 'elsewhere@work.test', email_verified: false })).toBe('/')
    expect(await personOf(email)).toMatchObject({ id, role: 'agent' })
    expect(await personOf('elsewhere@work.test')).toBeUndefined()
  })

  test('is never taken over by an unverified address', async () => {
    const { email } = await desk.member('admin')
    for (const email_verified of [false, undefined, 'true', 1])
      expect(await enter({ ...newClaims(), email, email_verified })).toBe('/sign-in?problem=EMAIL_UNVERIFIED')
    expect(await enter({ sub: randomUUID() })).toBe('/sign-in?problem=EMAIL_UNVERIFIED')
  })

  test('of an admin keeps its role, and a disabled one stays closed', async () => {
    const { id, email } = await desk.member('admin')
    const claims = { ...newClaims(), email, groups: 'support' }
    expect(await enter(claims)).toBe('/')
    expect(await personOf(email)).toMatchObject({ role: 'admin' })
    await desk.app.sql('update users set disabled_at = now() where id = $1', [id])
    const browser = desk.browser()
    expect(await enter(claims, browser)).toBe('/sign-in?problem=DISABLED')
    expect(await browser.viewer()).toBeNull()
  })
})

test('a provider without a default role lets in only whom a claim gives a role', async () => {
  const claims = newClaims()
  expect(await enter(claims, desk.browser(), 'staff')).toBe('/sign-in?problem=NOT_ALLOWED')
  expect(await personOf(claims.email)).toBeUndefined()
  expect(await enter({ ...claims, groups: 'support' }, desk.browser(), 'staff')).toBe('/')
})

test('concurrent first sign-ins of one person create one', async () => {
  const claims = newClaims()
  expect(await Promise.all([enter(claims), enter(claims), enter(claims)])).toEqual(['/', '/', '/'])
  expect(await desk.app.sql('select from accounts where account_id = $1', [claims.sub])).toHaveLength(1)
})

describe('a response is refused, and nobody is created,', () => {
  const refused = async (browser: Browser, path: string, email: string) => {
    expect(await browser.follow(path)).toBe('/sign-in?problem=OIDC')
    expect([await browser.viewer(), await personOf(email)]).toEqual([null, undefined])
  }

  test.each([
    ['with another nonce', { nonce: 'another' }],
    ['without a nonce', { nonce: undefined }],
    ['for another audience', { aud: 'another' }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['that has expired', { exp: 1 }],
  ])('%s', async (_, wrong) => {
    const [browser, claims] = [desk.browser(), newClaims()]
    Object.assign(idp, { wrong })
    await refused(browser, `/oidc/work/callback${idp.identify(await start(browser), claims)}`, claims.email)
  })

  test('signed with another key', async () => {
    const [browser, claims] = [desk.browser(), newClaims()]
    idp.signsWithOtherKey = true
    await refused(browser, `/oidc/work/callback${idp.identify(await start(browser), claims)}`, claims.email)
  })

  test('with another state, or in another browser', async () => {
    const [browser, claims] = [desk.browser(), newClaims()]
    const query = idp.identify(await start(browser), claims)
    await refused(browser, `/oidc/work/callback${query.replace(/state=.*/, 'state=another')}`, claims.email)
    const again = idp.identify(await start(browser), claims)
    await refused(desk.browser(), `/oidc/work/callback${again}`, claims.email)
  })

  test('for another provider, twice, or with an error', async () => {
    const [browser, claims] = [desk.browser(), newClaims()]
    await refused(browser, `/oidc/staff/callback${idp.identify(await start(browser), claims)}`, claims.email)
    await start(browser)
    await refused(browser, '/oidc/work/callback?error=access_denied', claims.email)
    const query = idp.identify(await start(browser), claims)
    expect(await browser.follow(`/oidc/work/callback${query}`)).toBe('/')
    expect(await browser.follow(`/oidc/work/callback${query}`)).toBe('/sign-in?problem=OIDC')
  })
})

test('a provider that is down, and one that does not exist, give clear answers', async () => {
  expect(await desk.browser().follow('/oidc/down/start')).toBe('/sign-in?problem=PROVIDER')
  expect((await fetch(`${desk.app.url}/api/auth/oidc/nobody/start`)).status).toBe(404)
  expect(await desk.browser().get('/options')).toMatchObject({ providers: [{ id: 'work', name: 'Work' }, {}, {}] })
})

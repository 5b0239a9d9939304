import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { codeOf, PASSWORD, signInDesk, type SignInDesk } from '../../test/signInDesk.ts'

let desk: SignInDesk
let people: Record<'buyer' | 'agent' | 'other', string>

beforeAll(async () => {
  desk = await signInDesk()
})

afterAll(() => desk.close())

beforeEach(async () => {
  people = await desk.people()
})

describe('signing in', () => {
  test('sets an HttpOnly, SameSite=Lax cookie that identifies the viewer', async () => {
    const response = await desk.served.signIn('Buyer@Parley.example')
    const [cookie] = response.headers.getSetCookie()
    expect(cookie).toMatch(/^parley\.session_token=/)
    expect(cookie).toMatch(/; HttpOnly/i)
    expect(cookie).toMatch(/; SameSite=Lax/i)
    expect(cookie).not.toMatch(/Secure/i)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const viewer = await desk.auth.viewerOf({ cookie: `theme=dark; ${cookie!.split(';')[0]}; x=y` })
    expect(viewer).toMatchObject({ id: people.buyer, role: 'buyer', name: 'buyer', signIn: { kind: 'cookie' } })
    expect(viewer!.signIn.expiresAt!.getTime()).toBeGreaterThan(Date.now() + 86_400_000)
  })

  test('makes the cookie Secure if the desk is served over https', async () => {
    const secure = await desk.serve({ PUBLIC_URL: 'https://desk.example' })
    const response = await secure.signIn('buyer@parley.example', PASSWORD, { origin: 'https://desk.example' })
    const [cookie] = response.headers.getSetCookie()
    expect(cookie).toMatch(/^__Secure-parley\.session_token=.*; Secure/)
    expect(await secure.auth.viewerOf({ cookie: cookie!.split(';')[0] })).toMatchObject({ id: people.buyer })
  })

  test.each([
    ['a wrong password', 'buyer@parley.example', 'parley-demo!'],
    ['an unknown email', 'nobody@parley.example', PASSWORD],
  ])('refuses %s with the same response', async (_, email, password) => {
    const response = await desk.served.signIn(email, password)
    expect(response.status).toBe(401)
    expect(response.headers.getSetCookie()).toEqual([])
    expect(await codeOf(response)).toBe('INVALID_EMAIL_OR_PASSWORD')
  })

  test('refuses a disabled person, and says so only after the correct password', async () => {
    await desk.owner.query('update users set disabled_at = now() where id = $1', [people.buyer])
    const response = await desk.served.signIn('buyer@parley.example')
    expect([response.status, await codeOf(response)]).toEqual([403, 'DISABLED'])
    expect((await desk.served.signIn('buyer@parley.example', 'something else')).status).toBe(401)
    expect((await desk.owner.query('select from sign_ins')).rowCount).toBe(0)
  })

  test('cannot be used to sign up or to gain a role', async () => {
    const person = { name: 'x', email: 'x@parley.example', password: 'a long password', role: 'admin' }
    expect((await desk.served.post('/sign-up/email', person)).status).toBe(404)
    const cookie = await desk.served.cookieOf('buyer@parley.example')
    expect((await desk.served.post('/update-user', { role: 'admin' }, { cookie })).status).toBe(404)
  })
})

describe('signing out', () => {
  test('removes the sign-in, increments the revocation count and notifies the feeds', async () => {
    const cookie = await desk.served.cookieOf('buyer@parley.example')
    expect(await desk.auth.viewerOf({ cookie })).not.toBeNull()
    const before = await desk.revocations()
    desk.heard.length = 0
    const response = await desk.served.post('/sign-out', {}, { cookie })
    expect(response.status).toBe(200)
    expect(response.headers.getSetCookie()[0]).toMatch(/Max-Age=0/)
    expect((await desk.owner.query('select from sign_ins')).rowCount).toBe(0)
    expect(await desk.revocations()).toBe(before + 1)
    expect(desk.heard).toEqual([`r:${people.buyer}`])
    expect(await desk.auth.viewerOf({ cookie })).toBeNull()
  })

  test('without a cookie is harmless', async () => {
    expect((await desk.served.post('/sign-out', {})).status).toBe(200)
  })
})

test('brute force is slowed down without locking out users at other addresses', async () => {
  const proxied = await desk.serve({ TRUST_PROXY: 'true' })
  const attempt = (ip: string, password: string, email = 'buyer@parley.example') =>
    // The header value written by the attacker comes before the one that our proxy adds.
    proxied.signIn(email, password, { 'x-forwarded-for': `${Math.random()}, ${ip}` })
  const began = Date.now()
  const guesses = await Promise.all(Array.from({ length: 40 }, (_, i) => attempt('203.0.113.9', `guess number ${i}`)))
  const statuses = guesses.map(({ status }) => status)
  const wrong = statuses.filter((status) => status === 401)
  expect(wrong.length).toBeGreaterThanOrEqual(10)
  // One guess is forgiven every ten seconds, and a busy machine may take that long.
  expect(wrong.length).toBeLessThanOrEqual(10 + (Date.now() - began) / 10_000)
  expect(statuses.filter((status) => status === 429)).toHaveLength(40 - wrong.length)
  const limited = await attempt('203.0.113.9', PASSWORD)
  expect([limited.status, await codeOf(limited)]).toEqual([429, 'RATE_LIMITED'])
  expect(Number(limited.headers.get('retry-after'))).toBeLessThanOrEqual(20)
  expect((await attempt('198.51.100.7', PASSWORD)).status).toBe(200)
  expect((await attempt('203.0.113.9', PASSWORD, 'agent@parley.example')).status).toBe(200)
})

test('other spellings of an address give no further guesses', async () => {
  const proxied = await desk.serve({ TRUST_PROXY: 'true' })
  const spellings = ['parley.example', 'PARLEY.example', 'ｐarley.example', 'parley。example', 'parley.example.']
  const began = Date.now()
  const guesses = await Promise.all(
    Array.from({ length: 30 }, (_, i) =>
      proxied.signIn(`buyer@${spellings[i % spellings.length]}`, `guess ${i}`, { 'x-forwarded-for': '203.0.113.8' }),
    ),
  )
  const wrong = guesses.filter(({ status }) => status === 401)
  expect(wrong.length).toBeLessThanOrEqual(10 + (Date.now() - began) / 10_000)
})

test('a user who signs in is online immediately', async () => {
  await desk.owner.query('update users set last_seen_at = null')
  await desk.served.signIn('buyer@parley.example', 'not this')
  await desk.served.signIn('agent@parley.example')
  const { rows } = await desk.owner.query(`select email from users where last_seen_at > now() - interval '1 minute'`)
  expect(rows).toEqual([{ email: 'agent@parley.example' }])
})

test('many correct passwords at once are all accepted', async () => {
  const responses = await Promise.all(Array.from({ length: 40 }, () => desk.served.signIn('agent@parley.example')))
  expect(responses.map(({ status }) => status)).toEqual(Array(40).fill(200))
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { codeOf, PASSWORD, signInDesk, type SignInDesk } from '../../test/signInDesk.ts'

let desk: SignInDesk

beforeAll(async () => {
  desk = await signInDesk()
})

afterAll(() => desk.close())

beforeEach(async () => {
  await desk.people()
})

describe('bad requests', () => {
  test.each([
    ['a foreign page', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a foreign page without Origin', { 'sec-fetch-site': 'cross-site' }],
  ])('from %s are refused', async (_, headers) => {
    const response = await desk.served.signIn('buyer@parley.example', PASSWORD, headers as Record<string, string>)
    expect([response.status, await codeOf(response)]).toEqual([403, 'INVALID_ORIGIN'])
    const cookie = await desk.served.cookieOf('buyer@parley.example')
    expect((await desk.served.post('/sign-out', {}, { cookie, ...headers })).status).toBe(403)
    expect(await desk.auth.viewerOf({ cookie })).not.toBeNull()
  })

  test('from the desk itself are accepted', async () => {
    expect(
      (
        await desk.served.signIn('buyer@parley.example', PASSWORD, {
          origin: desk.served.base,
          'sec-fetch-site': 'same-origin',
        })
      ).status,
    ).toBe(200)
  })

  test.each([
    ['a form', 415, 'email=a&password=b', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['broken JSON', 400, '{"email":', {}],
    ['an array', 400, '[]', {}],
    ['a nested value', 400, '{"email":{"$ne":1},"password":"x"}', {}],
    ['a NUL', 400, '{"email":"a\\u0000@b.example","password":"x"}', {}],
    ['half a surrogate pair', 400, '{"email":"\\ud800@b.example","password":"x"}', {}],
    ['no password', 400, '{"email":"buyer@parley.example"}', {}],
    ['no email', 400, '{"email":"x","password":"x"}', {}],
    ['17 KiB', 413, `{"email":"${'a'.repeat(17_000)}"}`, {}],
  ])('with %s are answered %i', async (_, status, body, headers) => {
    const response = await desk.served.post('/sign-in/email', body, headers as Record<string, string>)
    expect(response.status).toBe(status)
    expect(await response.text()).not.toMatch(/select|at .*\.ts|node_modules/)
  })

  test.each([
    '/',
    '/sign-in/social',
    '/list-sessions',
    '/delete-user',
    '/request-password-reset',
    '/error',
    '/../x',
    '//',
  ])('to %s find nothing', async (path) => {
    expect((await desk.served.post(path, {})).status).toBe(404)
  })
})

describe('when the database is unavailable', () => {
  const endConnections = () =>
    desk.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where usename = 'parley_auth' and datname = current_database()`)

  test('connections that died while idle are not noticed', async () => {
    const cookie = await desk.served.cookieOf('buyer@parley.example')
    for (let round = 0; round < 5; round++) {
      await Promise.all(Array.from({ length: 4 }, () => desk.pools.auth.query('select pg_sleep(0.01)')))
      await endConnections()
      desk.auth.forget()
      expect(await desk.auth.viewerOf({ cookie })).toMatchObject({ email: 'buyer@parley.example' })
    }
  })

  test('the response is 503 until it is back, and a failed sign-out is reported as such', async () => {
    const cookie = await desk.served.cookieOf('buyer@parley.example')
    const { options } = desk.pools.auth as unknown as { options: { connectionString: string } }
    const { connectionString } = options
    options.connectionString = 'postgres://parley_auth:x@127.0.0.1:1/gone'
    await endConnections()
    const answers = [
      await desk.served.signIn('buyer@parley.example'),
      await desk.served.post('/sign-out', {}, { cookie }),
    ]
    for (const answer of answers) {
      expect([answer.status, answer.headers.getSetCookie(), await codeOf(answer)]).toEqual([
        503,
        [],
        'SERVICE_UNAVAILABLE',
      ])
    }
    await expect(desk.auth.viewerOf({ cookie })).rejects.toThrow()
    options.connectionString = connectionString
    expect(await desk.auth.viewerOf({ cookie })).toMatchObject({ email: 'buyer@parley.example' })
    expect((await desk.served.signIn('buyer@parley.example')).status).toBe(200)
  })
})

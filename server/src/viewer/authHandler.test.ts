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

  test('from the desk itself are taken', async () => {
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

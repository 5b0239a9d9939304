import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { hashPassword } from 'better-auth/crypto'
import { type Actor, type TestApp, testApp } from '../../test/testApp.ts'

const PASSWORD = 'a long enough password'

let app: TestApp
let admin: Actor
beforeAll(async () => {
  app = await testApp()
  admin = await app.actor('admin', 'Ruth')
})
afterAll(() => app.close())

const send = (path: string, body: object) =>
  fetch(`${app.url}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const signIn = async (email: string) => (await send('/sign-in/email', { email, password: PASSWORD })).status

/** Invites a person; returns the link's token, or the error. */
async function invite(email: string): Promise<{ token?: string; code?: string }> {
  const { data } = await app.gql(
    admin,
    `mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { link errors { code } } }`,
    { input: { email, name: 'Taro', role: 'BUYER' } },
  )
  const { link, errors } = data.invitePerson
  return link ? { token: new URL(link, 'http://desk').searchParams.get('token')! } : { code: errors[0].code }
}

/** Accepts an invitation; returns the status of the response, which signs in. */
const accept = async (token: string | undefined) =>
  (await send('/invitation/accept', { token, name: 'Taro', password: PASSWORD })).status

test.each(['taro..x@carrier.example', 'taro.@carrier.example', 'info@bücher.example', 'почта@пример.рф'])(
  '%s accepts an invitation and signs in',
  async (email) => {
    const { token } = await invite(email)
    expect(await accept(token)).toBe(200)
    expect(await signIn(email)).toBe(200)
    expect(await signIn(` ${email.toUpperCase()} `)).toBe(200)
    expect(await invite(email)).toEqual({ code: 'CONFLICT' })
  },
)

test('every address that an invitation accepts can sign in', async () => {
  const local = fc.string({
    unit: fc.constantFrom(...'aZ9._+-\'!#$%&*/=?^`{|}~éßğ東\u0301 "(@'),
    minLength: 1,
    maxLength: 12,
  })
  const domain = fc.constantFrom('desk.example', 'BÜCHER.example', '例え.jp', 'faß.de', 'a_b.example', 'x.y')
  const address = fc.oneof(
    fc.emailAddress(),
    fc.tuple(local, domain).map(([name, at]) => `${name}@${at}`),
  )
  let taken = 0
  await fc.assert(
    fc.asyncProperty(address, async (email) => {
      const { token } = await invite(email)
      if (!token) return
      taken++
      expect([email, await accept(token)]).toEqual([email, 200])
      expect([email, await signIn(email)]).toEqual([email, 200])
    }),
    { numRuns: 25 },
  )
  expect(taken).toBeGreaterThan(5)
})

test('people stored as typed by an earlier version can sign in with every form', async () => {
  const id = (
    await app.sql<{ id: string }>(
      `insert into users (name, email, role) values ('Old', 'alt@münchen.example', 'buyer') returning id`,
    )
  )[0]!.id
  await app.sql(
    `insert into accounts (user_id, account_id, provider_id, password) values ($1::uuid, $1::text, 'credential', $2)`,
    [id, await hashPassword(PASSWORD)],
  )
  expect(await signIn('alt@münchen.example')).toBe(200)
  expect(await signIn('Alt@MÜNCHEN.example')).toBe(200)
  expect(await signIn('alt@xn--mnchen-3ya.example')).toBe(200)
  expect(await invite('alt@xn--mnchen-3ya.example')).toEqual({ code: 'CONFLICT' })
})

test('an invitation of an earlier version, in another form, is accepted as well', async () => {
  const { token } = await invite('neu@xn--kln-sna.example')
  await app.sql(`update invitations set email = 'neu@köln.example' where email = 'neu@xn--kln-sna.example'`)
  expect(await accept(token)).toBe(200)
  expect(await signIn('neu@köln.example')).toBe(200)
})

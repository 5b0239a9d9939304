import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type AccountDesk, accountDesk, type Browser, type Member, PASSWORD } from '../../test/accountDesk.ts'
import { eventually } from '../../test/eventually.ts'
import { codeOf } from '../../test/signInDesk.ts'
import { issueToken } from '../viewer/apiTokens.ts'

let desk: AccountDesk
let mara: Member
let here: Browser
beforeAll(async () => {
  desk = await accountDesk()
})
beforeEach(async () => {
  mara = await desk.member()
  here = await desk.signedIn(mara)
})
afterAll(() => desk.close())

test('the account page shows who is signed in and where', async () => {
  await desk.signedIn(mara)
  const account = await here.get('/account')
  expect(account).toMatchObject({
    name: 'Mara',
    email: mara.email,
    role: 'buyer',
    hasPassword: true,
    secondFactor: false,
    mustSetUp: false,
    signIns: [
      { isCurrent: true, userAgent: 'Firefox/140.0' },
      { isCurrent: false, userAgent: 'Firefox/140.0' },
    ],
  })
  expect(JSON.stringify(account)).not.toContain('token')
})

test('without a sign-in, and with a token, there is no account page', async () => {
  const authorization = `Bearer ${await issueToken(desk.pools.auth, mara.email)}`
  for (const headers of [{}, { authorization }] as Record<string, string>[]) {
    const response = await fetch(`${desk.app.url}/api/auth/account`, { headers })
    expect([response.status, await codeOf(response)]).toEqual([401, 'UNAUTHENTICATED'])
  }
  for (const path of ['/account/name', '/account/email', '/account/sign-out', '/account/sign-out-others'])
    expect((await desk.browser().post(path, { name: 'Eve', email: 'eve@parley.test' })).status).toBe(401)
})

test('a name is changed, and bad names are refused', async () => {
  expect((await here.post('/account/name', { name: '  Mara Lindt ' })).status).toBe(200)
  expect(await here.viewer()).toBe('Mara Lindt')
  expect(await codeOf(await here.post('/account/name', { name: '\u200b' }))).toBe('NAME')
  expect(await codeOf(await here.post('/account/name', { name: 'x'.repeat(101) }))).toBe('NAME')
})

test('a new password must not be easy to guess', async () => {
  const change = (newPassword: string) => here.post('/change-password', { currentPassword: PASSWORD, newPassword })
  expect(await codeOf(await change('password123'))).toBe('WEAK_PASSWORD')
  expect(await codeOf(await change(mara.email))).toBe('WEAK_PASSWORD')
  expect((await change('another long password')).status).toBe(200)
  expect(await here.viewer()).toBe('Mara')
})

describe('a new address', () => {
  const ask = (email: string, password = PASSWORD) => here.post('/account/email', { email, password })
  const stored = async () => (await desk.app.sql('select email from users where id = $1', [mara.id]))[0]!.email
  let email: string
  beforeEach(() => {
    email = `${randomUUID()}@new.test`
  })

  test('is used once its owner has confirmed it; sign-ins stay', async () => {
    const token = await desk.linkTo(email, () => ask(email))
    expect(await stored()).toBe(mara.email)
    const notice = () => desk.mails.received.find(({ to }) => [to].flat()[0]?.text === mara.email)
    expect((await eventually('the old address is told', notice))!.text).toContain(email)
    const answer = await desk.browser().post('/confirm-email', { token })
    expect([answer.status, await answer.json()]).toEqual([200, { email }])
    expect([await stored(), await here.viewer()]).toEqual([email, 'Mara'])
    expect((await desk.browser().post('/confirm-email', { token })).status).toBe(404)
    const audited = await desk.app.sql('select kind::text, actor_id from audit_log where target_id = $1', [mara.id])
    expect(audited).toContainEqual({ kind: 'email_changed', actor_id: mara.id })
  })

  test('needs the password', async () => {
    expect(await codeOf(await ask(email, 'not this'))).toBe('INVALID_PASSWORD')
    expect(await codeOf(await here.post('/account/email', { email }))).toBe('INVALID_PASSWORD')
  })

  test('of another account gives the same response and changes nothing', async () => {
    const other = await desk.member()
    const answer = await ask(other.email)
    expect([answer.status, await answer.text()]).toEqual([200, '{}'])
    await eventually(
      'the request is settled',
      async () => (await desk.app.sql(`select from verifications where identifier like 'requested %'`)).length === 0,
    )
    expect(await desk.app.sql('select from mail_outbox where recipient = $1', [other.email])).toEqual([])
    expect(desk.mails.received.filter(({ to }) => [to].flat()[0]?.text === other.email)).toEqual([])
  })

  test('that another account has got meanwhile is refused', async () => {
    const token = await desk.linkTo(email, () => ask(email))
    const other = await desk.member()
    await desk.app.sql('update users set email = $2 where id = $1', [other.id, email])
    expect(await codeOf(await desk.browser().post('/confirm-email', { token }))).toBe('KNOWN')
    expect(await stored()).toBe(mara.email)
  })

  test('does not follow from a link for something else', async () => {
    const token = await desk.linkTo(mara.email, () => here.post('/forgot-password', { email: mara.email }))
    expect((await here.post('/confirm-email', { token })).status).toBe(404)
  })
})

describe('sign-ins', () => {
  test('are ended one by one or all others at once', async () => {
    const [second, third] = [await desk.signedIn(mara), await desk.signedIn(mara)]
    const { signIns } = await second.get('/account')
    const signInId = signIns.find(({ isCurrent }: { isCurrent: boolean }) => isCurrent).id
    expect((await here.post('/account/sign-out', { signInId })).status).toBe(200)
    expect([await second.viewer(), await third.viewer()]).toEqual([null, 'Mara'])
    expect((await here.post('/account/sign-out', { signInId })).status).toBe(404)
    expect((await here.post('/account/sign-out-others')).status).toBe(200)
    expect([await third.viewer(), await here.viewer()]).toEqual([null, 'Mara'])
  })

  test('of others cannot be ended', async () => {
    const other = await desk.signedIn(await desk.member())
    const { signIns } = await other.get('/account')
    expect((await here.post('/account/sign-out', { signInId: signIns[0].id })).status).toBe(404)
    expect((await here.post('/account/sign-out', { signInId: 'nonsense' })).status).toBe(404)
    await here.post('/account/sign-out-others')
    expect(await other.viewer()).toBe('Mara')
  })

  test('tell when they were last used', async () => {
    await desk.app.sql(`update sign_ins set last_seen_at = now() - interval '6 minutes' where user_id = $1`, [mara.id])
    const seen = () =>
      desk.app.sql(`select from sign_ins where user_id = $1 and last_seen_at > now() - interval '5 minutes'`, [mara.id])
    await eventually('its use is noted', async () => (await here.viewer()) !== null && (await seen()).length === 1)
  })
})

describe('a mailed link', () => {
  const request = (email = mara.email) => desk.browser().post('/sign-in/request-link', { email })

  test('signs in once, without a password', async () => {
    const token = await desk.linkTo(mara.email, request)
    const there = desk.browser()
    expect((await there.post('/sign-in/link', { token })).status).toBe(200)
    expect(await there.viewer()).toBe('Mara')
    expect(await codeOf(await desk.browser().post('/sign-in/link', { token }))).toBe('LINK_GONE')
  })

  test('does not sign in a disabled person, nor tells strangers anything', async () => {
    const token = await desk.linkTo(mara.email, request)
    await desk.app.sql('update users set disabled_at = now() where id = $1', [mara.id])
    expect(await codeOf(await desk.browser().post('/sign-in/link', { token }))).toBe('DISABLED')
    const answers = [await request(), await request(`${randomUUID()}@parley.test`)]
    expect(await Promise.all(answers.map(async (answer) => `${answer.status} ${await answer.text()}`))).toEqual([
      '200 {}',
      '200 {}',
    ])
  })

  test('is withdrawn with a new password', async () => {
    const token = await desk.linkTo(mara.email, request)
    await here.post('/change-password', { currentPassword: PASSWORD, newPassword: 'another long password' })
    expect((await desk.browser().post('/sign-in/link', { token })).status).toBe(404)
  })
})

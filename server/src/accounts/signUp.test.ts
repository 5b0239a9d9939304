import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { postAuth } from '../../test/authApi.ts'
import { mailedToken } from '../../test/mailedLinks.ts'
import { mailRecorder, type MailRecorder } from '../../test/mailRecorder.ts'
import { codeOf } from '../../test/signInDesk.ts'
import { type Actor, type TestApp, testApp } from '../../test/testApp.ts'

const PASSWORD = 'a long enough password'

let app: TestApp
let mails: MailRecorder
let admin: Actor
let email: string
beforeAll(async () => {
  mails = await mailRecorder()
  app = await testApp({ variables: { SMTP_URL: mails.url } })
  admin = await app.actor('admin')
})
beforeEach(async () => {
  email = `${randomUUID()}@shop.example`
  await allow('OPEN')
})
afterAll(async () => {
  await app.close()
  await mails.close()
})

const allow = async (signUp: string, signUpDomains?: string[], who = admin) => {
  const { data } = await app.gql(
    who,
    `mutation ($input: SetDeskSettingsInput!) { setDeskSettings(input: $input) { settings { signUp signUpDomains } errors { code path } } }`,
    { input: { signUp, signUpDomains } },
  )
  return data.setDeskSettings
}
const ask = (address = email) => postAuth(app, '/sign-up', { email: address })
const complete = (token: string, more = {}) =>
  postAuth(app, '/sign-up/complete', { token, name: 'Ada', password: PASSWORD, role: 'admin', ...more })
const linkFor = async (address = email) => {
  const before = mails.received.length
  await ask(address)
  return mailedToken(mails, address, before)
}
const accounts = () => app.sql('select name, role::text, email_verified from users where email = $1', [email])

test('the mailed link creates a buyer with a verified address and signs in', async () => {
  const token = await linkFor()
  expect(await accounts()).toEqual([])
  expect(await (await postAuth(app, '/sign-up/check', { token })).json()).toEqual({ email })
  const answer = await complete(token)
  expect(answer.status).toBe(200)
  expect(answer.headers.getSetCookie()[0]).toMatch(/^parley\.session_token=/)
  expect(await accounts()).toEqual([{ name: 'Ada', role: 'buyer', email_verified: true }])
  expect((await postAuth(app, '/sign-in/email', { email, password: PASSWORD })).status).toBe(200)
})

test('the mail is in the language of the browser that asks, or of the account', async () => {
  const subjectFor = async (address: string, language: string) => {
    const before = mails.received.length
    await postAuth(app, '/sign-up', { email: address }, { 'accept-language': language })
    await mailedToken(mails, address, before)
    return mails.received.slice(before).find(({ to }) => [to].flat()[0]?.text === address)!.subject
  }
  expect(await subjectFor(email, 'de-AT, en;q=0.5')).toBe('Erstellen Sie Ihr Konto bei Parley')
  const owner = await app.actor('buyer')
  const [account] = await app.sql<{ email: string }>("update users set language = 'ar' where id = $1 returning email", [
    owner.id,
  ])
  expect(await subjectFor(account!.email, 'de')).toBe('لديك حساب بالفعل في Parley')
})

test('the link works once', async () => {
  const token = await linkFor()
  const answers = await Promise.all([complete(token), complete(token)])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404])
  expect(await accounts()).toHaveLength(1)
})

test('bad names and passwords are refused, and the link stays valid', async () => {
  const token = await linkFor()
  expect(await codeOf(await complete(token, { name: ' ' }))).toBe('NAME')
  expect(await codeOf(await complete(token, { password: 'short' }))).toBe('PASSWORD')
  expect(await codeOf(await complete(token, { password: 'qwertyuiop12' }))).toBe('WEAK_PASSWORD')
  expect((await complete(token)).status).toBe(200)
})

test('somebody who has an account gets the same response, and a mail that says so', async () => {
  await complete(await linkFor())
  const before = mails.received.length
  const answer = await ask()
  expect([answer.status, await answer.text()]).toEqual([200, '{}'])
  const token = await mailedToken(mails, email, before)
  expect(mails.received.at(-1)!.subject).toMatch(/already have an account/)
  expect((await complete(token)).status).toBe(404)
})

test('an account that was created meanwhile is not changed', async () => {
  const [first, second] = [await linkFor(), await linkFor()]
  await complete(first)
  expect(await codeOf(await complete(second, { name: 'Eve' }))).toBe('KNOWN')
  expect(await accounts()).toMatchObject([{ name: 'Ada' }])
})

test('nobody signs up unless the desk allows it, also with an earlier link', async () => {
  const token = await linkFor()
  await allow('OFF')
  expect([await codeOf(await ask()), await codeOf(await complete(token))]).toEqual(['SIGN_UP_OFF', 'SIGN_UP_OFF'])
  await allow('DOMAINS', ['Other.example', 'münchen.example'])
  expect([await codeOf(await ask()), await codeOf(await complete(token))]).toEqual(['SIGN_UP_DOMAIN', 'SIGN_UP_DOMAIN'])
  for (const address of ['x@sub.other.example', 'x@other.example.evil.example'])
    expect(await codeOf(await ask(address))).toBe('SIGN_UP_DOMAIN')
  for (const address of ['X@OTHER.example', 'x@münchen.example']) expect((await ask(address)).status).toBe(200)
  const options = (await (await fetch(`${app.url}/api/auth/options`)).json()) as object
  expect(options).toMatchObject({ signUp: 'domains', domains: ['other.example', 'xn--mnchen-3ya.example'] })
})

test('only admins decide who signs up', async () => {
  const agent = await app.actor('agent')
  expect((await allow('OPEN', [], agent)).errors[0].code).toBe('FORBIDDEN')
  expect((await allow('DOMAINS', ['no domain'])).errors).toEqual([
    { code: 'VALIDATION', path: ['input', 'signUpDomains'] },
  ])
})

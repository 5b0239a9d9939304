import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { postAuth } from '../../test/authApi.ts'
import { eventually } from '../../test/eventually.ts'
import { mailedToken } from '../../test/mailedLinks.ts'
import { mailRecorder, type MailRecorder } from '../../test/mailRecorder.ts'
import { codeOf } from '../../test/signInDesk.ts'
import { type TestApp, testApp } from '../../test/testApp.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { issueToken } from '../viewer/apiTokens.ts'
import { createPerson } from '../viewer/people.ts'

const PASSWORD = 'a long enough password'
const NEW = 'another long password'

let app: TestApp
let pools: Pools
let mails: MailRecorder
let person: { id: string; email: string }
beforeAll(async () => {
  mails = await mailRecorder()
  app = await testApp({ variables: { SMTP_URL: mails.url } })
  pools = openPools(app.database.roleUrls, silentLog)
})
beforeEach(async () => {
  const email = `${randomUUID()}@parley.test`
  person = { email, ...(await createPerson(pools.auth, { name: 'Mara', email, role: 'agent', password: PASSWORD })) }
})
afterAll(async () => {
  await pools.close()
  await app.close()
  await mails.close()
})

const forget = (email: string) => postAuth(app, '/forgot-password', { email })
const reset = (token: string, password = NEW) => postAuth(app, '/reset-password', { token, password })
const signIn = async (password: string) => (await postAuth(app, '/sign-in/email', { ...person, password })).status
const linkFor = async (email: string) => {
  const before = mails.received.length
  await forget(email)
  return mailedToken(mails, email.toLowerCase(), before)
}
/** Waits until the jobs that wrote mails have ended. */
const settled = () =>
  eventually(
    'no requested links',
    async () => (await app.sql(`select from verifications where identifier like 'requested %'`)).length === 0,
  )
const mailsTo = (email: string) => mails.received.filter(({ to }) => [to].flat()[0]?.text === email)

test('a mailed link sets a new password and ends all sign-ins and tokens', async () => {
  expect(await signIn(PASSWORD)).toBe(200)
  await issueToken(pools.auth, person.email)
  const token = await linkFor(person.email.toUpperCase())
  expect(await (await postAuth(app, '/reset-password/check', { token })).json()).toEqual({ email: person.email })
  const answer = await reset(token)
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []])
  expect(await app.sql('select from sign_ins where user_id = $1', [person.id])).toHaveLength(0)
  expect(await app.sql('select from api_tokens where user_id = $1 and revoked_at is null', [person.id])).toHaveLength(0)
  expect([await signIn(PASSWORD), await signIn(NEW)]).toEqual([401, 200])
  const kinds = await app.sql<{ kind: string }>('select kind::text from audit_log where target_id = $1', [person.id])
  expect(kinds.map(({ kind }) => kind)).toContain('password_changed')
})

describe('a link', () => {
  test('works once, also if it is used twice at the same time', async () => {
    const token = await linkFor(person.email)
    const answers = await Promise.all([reset(token), reset(token), reset(token)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404, 404])
    const again = await reset(token)
    expect([again.status, await codeOf(again)]).toEqual([404, 'LINK_GONE'])
  })

  test('ends with the use of another one', async () => {
    const [first, second] = [await linkFor(person.email), await linkFor(person.email)]
    expect((await reset(second)).status).toBe(200)
    expect((await reset(first)).status).toBe(404)
  })

  test('expires', async () => {
    const token = await linkFor(person.email)
    await app.sql(`update verifications set expires_at = now() where value like '%' || $1 || '%'`, [person.email])
    expect((await postAuth(app, '/reset-password/check', { token })).status).toBe(404)
    expect((await reset(token)).status).toBe(404)
    expect(await signIn(PASSWORD)).toBe(200)
  })

  test('is stored as a hash only, and no longer in the outbox once it is sent', async () => {
    const token = await linkFor(person.email)
    await eventually('the mail is sent', async () => (await app.sql('select from mail_outbox')).length === 0)
    expect(await app.sql(`select from verifications where identifier || value like '%' || $1 || '%'`, [token])).toEqual(
      [],
    )
  })

  test.each([
    ['disabled', 'update users set disabled_at = now() where id = $1'],
    ['at another address', `update users set email = 'moved.' || email where id = $1`],
  ])('does nothing for a person who is %s meanwhile', async (_, change) => {
    const token = await linkFor(person.email)
    await app.sql(change, [person.id])
    expect((await reset(token)).status).toBe(404)
  })

  test('stays valid after a password that is too easy to guess', async () => {
    const token = await linkFor(person.email)
    expect(await codeOf(await reset(token, 'short'))).toBe('PASSWORD')
    expect(await codeOf(await reset(token, 'password123'))).toBe('WEAK_PASSWORD')
    expect(await codeOf(await reset(token, person.email.slice(0, 40)))).toBe('WEAK_PASSWORD')
    expect((await reset(token)).status).toBe(200)
  })
})

test('the response is the same whether there is an account, and only its owner gets a mail', async () => {
  const disabled = await createPerson(pools.auth, { name: 'Ex', email: `${randomUUID()}@parley.test`, role: 'buyer' })
  await app.sql('update users set disabled_at = now() where id = $1', [disabled.id])
  const [{ email: gone }] = (await app.sql('select email from users where id = $1', [disabled.id])) as [
    { email: string },
  ]
  const strangers = [`${randomUUID()}@parley.test`, gone]
  const queries: string[] = []
  for (const email of [person.email, ...strangers]) {
    const answer = await forget(email)
    queries.push(`${answer.status} ${await answer.text()}`)
  }
  expect(new Set(queries)).toEqual(new Set(['200 {}']))
  await mailedToken(mails, person.email)
  await settled()
  for (const email of strangers) {
    expect(mailsTo(email)).toEqual([])
    expect(await app.sql('select from mail_outbox where recipient = $1', [email])).toEqual([])
  }
})

test('an address is sent three mails within an hour at most', async () => {
  for (let i = 0; i < 5; i++) await forget(person.email)
  await settled()
  const links = await app.sql(`select from verifications where identifier like 'password_reset:%' and value like $1`, [
    `%${person.email}%`,
  ])
  expect(links).toHaveLength(3)
})

test('text that is no address is refused', async () => {
  for (const email of ['', 'nobody', 'a@b', 'x@y.example\nBcc: z@y.example'])
    expect([email, await codeOf(await forget(email))]).toEqual([email, 'EMAIL'])
})

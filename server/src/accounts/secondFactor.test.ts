import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type AccountDesk, accountDesk, type Browser, type Member, PASSWORD } from '../../test/accountDesk.ts'
import { eventually } from '../../test/eventually.ts'
import { codeOf } from '../../test/signInDesk.ts'
import { totpCode } from '../../test/totp.ts'
import { codes, mutate } from '../../test/mutate.ts'
import { type Actor, gid } from '../../test/testApp.ts'
import { makeAdmin } from '../viewer/makeAdmin.ts'
import { hashPassword } from 'better-auth/crypto'

let desk: AccountDesk
let mara: Member
let here: Browser
beforeAll(async () => {
  desk = await accountDesk()
})
beforeEach(async () => {
  mara = await desk.member('agent')
  here = await desk.signedIn(mara)
})
afterEach(() => desk.app.sql('update desk_settings set staff_second_factor = false'))
afterAll(() => desk.close())

interface App {
  totpURI: string
  backupCodes: string[]
}
const setUp = async (browser = here): Promise<App> => {
  const app = (await (await browser.post('/two-factor/enable', { password: PASSWORD })).json()) as App
  const answer = await browser.post('/two-factor/verify-totp', { code: totpCode(app.totpURI) })
  expect([answer.status, await answer.text()]).toEqual([200, '{}'])
  return app
}
const password = async (browser: Browser) => {
  const answer = await browser.post('/sign-in/email', { email: mara.email, password: PASSWORD })
  return [answer.status, await answer.json()]
}
const kinds = async () =>
  (await desk.app.sql('select kind::text from audit_log where target_id = $1 order by at, id', [mara.id])).map(
    ({ kind }) => kind,
  )

test('once it is set up, sign-in asks for a code', async () => {
  const { totpURI } = await setUp()
  expect(await here.viewer()).toBe('Mara')
  expect(await here.get('/account')).toMatchObject({ secondFactor: true, signIns: [{ isCurrent: true }] })
  const there = desk.browser()
  const before = (await kinds()).length
  expect(await password(there)).toEqual([200, { secondFactor: true }])
  expect(await there.viewer()).toBeNull()
  expect(await kinds()).toHaveLength(before)
  const answer = await there.post('/two-factor/verify-totp', { code: totpCode(totpURI), trustDevice: true })
  expect([answer.status, await answer.text()]).toEqual([200, '{}'])
  expect(await there.viewer()).toBe('Mara')
  expect(await kinds()).toContain('second_factor_on')
  // No device is trusted: the next sign-in asks again.
  expect(await password(there)).toEqual([200, { secondFactor: true }])
})

test('it applies to mailed links as well', async () => {
  const { totpURI } = await setUp()
  const there = desk.browser()
  const token = await desk.linkTo(mara.email, () => there.post('/sign-in/request-link', { email: mara.email }))
  expect(await (await there.post('/sign-in/link', { token })).json()).toEqual({ secondFactor: true })
  expect(await there.viewer()).toBeNull()
  await there.post('/two-factor/verify-totp', { code: totpCode(totpURI) })
  expect(await there.viewer()).toBe('Mara')
})

test('it is not set up without the password or the first code', async () => {
  expect((await here.post('/two-factor/enable', { password: 'not this' })).status).toBe(400)
  const { totpURI } = (await (await here.post('/two-factor/enable', { password: PASSWORD })).json()) as App
  const wrong = await here.post('/two-factor/verify-totp', { code: totpCode(totpURI, 0) })
  expect([wrong.status, await codeOf(wrong)]).toEqual([401, 'INVALID_CODE'])
  expect(await password(desk.browser())).toMatchObject([200, { user: { email: mara.email } }])
})

test('five wrong codes end the attempt, and ten in a row lock the factor for a while', async () => {
  const { totpURI } = await setUp()
  const guess = (browser: Browser) => browser.post('/two-factor/verify-totp', { code: totpCode(totpURI, 0) })
  for (const _ of [1, 2]) {
    const there = desk.browser()
    await password(there)
    const statuses = []
    for (let i = 0; i < 5; i++) statuses.push((await guess(there)).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401])
    expect((await there.post('/two-factor/verify-totp', { code: totpCode(totpURI) })).status).not.toBe(200)
    expect(await there.viewer()).toBeNull()
  }
  const there = desk.browser()
  await password(there)
  expect((await there.post('/two-factor/verify-totp', { code: totpCode(totpURI) })).status).toBe(429)
})

test('a code without the password, or for another sign-in, is worth nothing', async () => {
  const { totpURI } = await setUp()
  expect((await desk.browser().post('/two-factor/verify-totp', { code: totpCode(totpURI) })).status).toBe(401)
  const eve = await desk.member()
  const there = await desk.signedIn(eve)
  await there.post('/two-factor/verify-totp', { code: totpCode(totpURI) })
  expect((await there.get('/account')).email).toBe(eve.email)
})

test('a pending sign-in ends with a new password', async () => {
  const { totpURI } = await setUp()
  const there = desk.browser()
  await password(there)
  await here.post('/change-password', { currentPassword: PASSWORD, newPassword: 'another long password' })
  expect((await there.post('/two-factor/verify-totp', { code: totpCode(totpURI) })).status).toBe(401)
})

test('each recovery code works once, and new ones replace them', async () => {
  const { backupCodes } = await setUp()
  const recover = async (code: string) => {
    const there = desk.browser()
    await password(there)
    await there.post('/two-factor/verify-backup-code', { code })
    return there.viewer()
  }
  expect(backupCodes).toHaveLength(10)
  expect([await recover(backupCodes[0]!), await recover(backupCodes[0]!)]).toEqual(['Mara', null])
  const renewed = await here.post('/two-factor/generate-backup-codes', { password: PASSWORD })
  const { backupCodes: fresh } = (await renewed.json()) as App
  expect([await recover(backupCodes[1]!), await recover(fresh[0]!)]).toEqual([null, 'Mara'])
  const [stored] = await desk.app.sql('select secret, backup_codes from second_factors where user_id = $1', [mara.id])
  expect(JSON.stringify(stored)).not.toContain(fresh[1])
})

test('it is removed with the password, and by the command for admins', async () => {
  await setUp()
  expect((await here.post('/two-factor/disable', { password: 'not this' })).status).toBe(400)
  expect((await here.post('/two-factor/disable', { password: PASSWORD })).status).toBe(200)
  expect(await password(desk.browser())).toMatchObject([200, { user: {} }])
  await setUp()
  const client = await desk.pools.auth.connect()
  await makeAdmin(client, { email: mara.email, hash: await hashPassword(PASSWORD) })
  client.release()
  expect(await password(desk.browser())).toMatchObject([200, { user: {} }])
  expect((await kinds()).filter((kind) => kind === 'second_factor_off')).toHaveLength(2)
})

describe('an admin resets it for somebody who has lost their phone', () => {
  const reset = async (who: Actor, userId: string) =>
    mutate(desk.app, who, 'resetSecondFactor', { userId: gid('User', userId) }, 'person { hasSecondFactor }')

  test('they are signed out, told by mail, and sign in with their password alone; the log names the admin', async () => {
    await setUp()
    const admin = await desk.app.actor('admin', 'Ruth')
    await desk.app.sql(
      `insert into passkeys (user_id, public_key, credential_id, counter, device_type, backed_up) values ($1, 'k', $2, 0, 'd', false)`,
      [mara.id, mara.id],
    )
    const { data } = await desk.app.gql(
      admin,
      `query ($id: ID!) { node(id: $id) { ... on User { hasSecondFactor } } }`,
      {
        id: gid('User', mara.id),
      },
    )
    expect(data.node).toEqual({ hasSecondFactor: true })
    expect(await reset(admin, mara.id)).toEqual({ person: { hasSecondFactor: false }, errors: [] })
    expect(await here.viewer()).toBeNull()
    expect(await password(desk.browser())).toMatchObject([200, { user: {} }])
    expect(await desk.app.sql('select 1 from passkeys where user_id = $1', [mara.id])).toEqual([])
    const [entry] = await desk.app.sql(
      `select actor_id from audit_log where kind = 'second_factor_reset' and target_id = $1`,
      [mara.id],
    )
    expect(entry).toEqual({ actor_id: admin.id })
    const mail = (await eventually('the mail', () =>
      desk.mails.received.find(({ to }) => [to].flat()[0]?.text === mara.email),
    ))!
    expect(mail.subject).toBe('Your second factor at Parley was removed')
  })

  test('nobody else does, and nobody for themselves', async () => {
    await setUp()
    const admin = await desk.app.actor('admin', 'Ruth')
    const agent = await desk.app.actor('agent', 'Daniel')
    expect(codes(await reset(agent, mara.id))).toEqual(['FORBIDDEN'])
    expect(codes(await reset(admin, admin.id))).toEqual(['FORBIDDEN'])
    expect(await password(desk.browser())).toEqual([200, { secondFactor: true }])
    const { data } = await desk.app.gql(
      agent,
      `query ($id: ID!) { node(id: $id) { ... on User { hasSecondFactor } } }`,
      {
        id: gid('User', mara.id),
      },
    )
    expect(data.node).toEqual({ hasSecondFactor: null })
  })
})

describe('a desk that requires it', () => {
  const require = async (who: Actor, staffSecondFactor = true) => {
    const { data } = await desk.app.gql(
      who,
      `mutation ($on: Boolean) { setDeskSettings(input: { staffSecondFactor: $on }) { settings { staffSecondFactor } errors { code } } }`,
      { on: staffSecondFactor },
    )
    return data.setDeskSettings
  }

  test('shows staff nothing until they have set it up, and customers are not affected', async () => {
    const buyer = await desk.signedIn(await desk.member())
    const admin = await desk.app.actor('admin')
    expect((await require(admin)).errors).toEqual([{ code: 'CONFLICT' }])
    await desk.app.sql('update users set two_factor_enabled = true where id = $1', [admin.id])
    expect(await require(admin)).toEqual({ settings: { staffSecondFactor: true }, errors: [] })
    await eventually('the sign-in gives no access', async () => (await here.viewer()) === null)
    expect(await buyer.viewer()).toBe('Mara')
    expect(await here.get('/account')).toMatchObject({ mustSetUp: true })
    await setUp()
    expect(await here.viewer()).toBe('Mara')
    expect(await here.get('/account')).toMatchObject({ mustSetUp: false, secondFactor: true })
  })

  test('is decided by admins', async () => {
    expect((await require(await desk.app.actor('agent'))).errors).toEqual([{ code: 'FORBIDDEN' }])
  })
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { change as runChange } from '../../test/change.ts'
import { ACCOUNT, type SmsServer, smsServer } from '../../test/smsServer.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'
import { deliverNotifications } from '../deliveries/deliver.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { sendText } from './sendText.ts'
import { type SmsDesk, smsSettings } from './settings.ts'
import { smsSender } from './smsSender.ts'

const PUBLIC = 'https://desk.parley.test'

let app: TestApp
let pools: Pools
let provider: SmsServer
let desk: SmsDesk
let buyer: Actor, sofia: Actor, ticket: { id: string; number: string }, phone: string
let people = 0

beforeAll(async () => {
  provider = await smsServer()
  const variables = { ...ACCOUNT, SMS_API_URL: provider.url }
  app = await testApp({ jobs: false, variables: { ...variables, PUBLIC_URL: PUBLIC } })
  pools = openPools(app.database.roleUrls, silentLog)
  const made = smsSettings(
    { ...variables, PUBLIC_URL: PUBLIC },
    { name: 'Parley' },
    { deskUrl: PUBLIC, key: Buffer.alloc(32) },
  )
  desk = { ...made!, timeoutMs: 60_000 }
})
afterAll(async () => {
  await pools.close()
  await app.close()
  await provider.close()
})
beforeEach(async () => {
  Object.assign(provider, { sent: [], requests: 0, faults: [], stopped: new Set() })
  await app.sql('delete from notifications; delete from text_messages; delete from phone_codes')
  buyer = await app.actor('buyer', 'Mira')
  sofia = await app.actor('agent', `Sofia ${randomUUID().slice(0, 4)}`)
  ticket = await openTicket(app, buyer)
  phone = `+49151234${String(56000 + people++)}`
})

const change = (who: Actor, field: string, input: object) => runChange(app, who, field, input)

/** Sends every text message that waits; fails as the job would. */
async function sendWaiting(more: { isLastAttempt?: boolean; sms?: SmsDesk } = {}): Promise<void> {
  const { isLastAttempt = false, sms = desk } = more
  for (const { id } of await app.sql<{ id: string }>(`select id from text_messages where state = 'waiting'`))
    await sendText({ pools, sms }, id, { isLastAttempt })
}
/** Has somebody verify a number with the code that they get. */
async function verify(who: Actor, number = phone): Promise<void> {
  await change(who, 'requestPhoneCode', { phone: number })
  await sendWaiting()
  await change(who, 'confirmPhone', { code: provider.sent.at(-1)!.body.slice(0, 6) })
  provider.sent = []
}
/** Has the buyer, who wants text messages, notified of a reply, and its text message written. */
async function notified(): Promise<void> {
  await verify(buyer)
  await change(buyer, 'setNotificationPreference', { group: 'REPLIES', channel: 'SMS', enabled: true })
  await reply(app, sofia, ticket.id, 'SECRET words of the reply')
  await deliver()
}
async function deliver(): Promise<void> {
  await app.sql(`update notification_deliveries set due_at = now() where user_id = $1`, [buyer.id])
  await deliverNotifications({ pools, senders: [smsSender(desk)] }, { channel: 'sms', userId: buyer.id })
}
const delivery = async () =>
  (
    await app.sql<{ status: string; reason: string; problem: string | null }>(
      `select status, reason, problem from notification_deliveries where user_id = $1 and channel = 'sms'`,
      [buyer.id],
    )
  )[0]
const report = (path: string, parameters: Record<string, string>, token?: string) =>
  provider.report(`${app.url}${path}`, `${PUBLIC}${path}`, parameters, token)
const pathOf = (callback: string | null) => callback!.slice(PUBLIC.length)
const settingsOf = async (who: Actor) =>
  (await app.gql(who, '{ viewer { notificationSettings { channels phone { number isStopped } } } }')).data.viewer
    .notificationSettings

describe('a phone number', () => {
  test('is verified with the code that is sent to it, and only then used', async () => {
    expect(await settingsOf(buyer)).toEqual({ channels: ['PUSH', 'EMAIL', 'SMS'], phone: null })
    await change(buyer, 'requestPhoneCode', { phone: phone.replace('+49', '+49 (0) ') })
    expect((await settingsOf(buyer)).phone).toBeNull()
    await sendWaiting()
    expect(provider.sent).toMatchObject([{ to: phone, from: ACCOUNT.SMS_FROM }])
    const code = provider.sent[0]!.body.slice(0, 6)
    expect(code).toMatch(/^\d{6}$/)
    await expect(change(sofia, 'confirmPhone', { code })).rejects.toThrow('wrong or has expired')
    await change(buyer, 'confirmPhone', { code })
    expect((await settingsOf(buyer)).phone).toEqual({ number: phone, isStopped: false })
    await expect(change(buyer, 'confirmPhone', { code })).rejects.toThrow('wrong or has expired')
    await change(buyer, 'removePhone', { phone: '+4915199999999' })
    expect((await settingsOf(buyer)).phone).toEqual({ number: phone, isStopped: false })
    await change(buyer, 'removePhone', { phone })
    expect((await settingsOf(buyer)).phone).toBeNull()
  })

  test.each(['', '12345', '+49 1', '0151 23456789', '+1 555 000 0000', 'call +4915123456789 now', '9'.repeat(50)])(
    '%j is refused',
    async (entered) => {
      await expect(change(buyer, 'requestPhoneCode', { phone: entered })).rejects.toThrow('VALIDATION')
      expect(await app.sql('select from text_messages')).toEqual([])
    },
  )

  test('cannot be guessed: five attempts, ten minutes, five codes an hour, and five a day to one number', async () => {
    await change(buyer, 'requestPhoneCode', { phone })
    await sendWaiting()
    const code = provider.sent[0]!.body.slice(0, 6)
    const wrong = code === '000000' ? '111111' : '000000'
    const guesses = Array.from({ length: 5 }, () => change(buyer, 'confirmPhone', { code: wrong }))
    expect((await Promise.allSettled(guesses)).map(({ status }) => status)).toEqual(Array(5).fill('rejected'))
    await expect(change(buyer, 'confirmPhone', { code })).rejects.toThrow('VALIDATION')
    await change(buyer, 'requestPhoneCode', { phone })
    await sendWaiting()
    await app.sql(`update phone_codes set created_at = created_at - interval '10 minutes'`)
    await expect(change(buyer, 'confirmPhone', { code: provider.sent[1]!.body.slice(0, 6) })).rejects.toThrow('expired')
    const more = Array.from({ length: 5 }, () => change(buyer, 'requestPhoneCode', { phone }))
    expect((await Promise.allSettled(more)).filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    await expect(change(sofia, 'requestPhoneCode', { phone })).rejects.toThrow('Too many codes')
  })
})

describe('a text message', () => {
  test('is sent only to those who want it, and says where, not what', async () => {
    await verify(buyer)
    await reply(app, sofia, ticket.id, 'SECRET words of the reply')
    expect(await delivery()).toMatchObject({ status: 'skipped', reason: 'not_by_default' })
    await change(buyer, 'setNotificationPreference', { group: 'REPLIES', channel: 'SMS', enabled: true })
    await change(buyer, 'setNotificationPreference', { group: 'STATUS', channel: 'SMS', enabled: true })
    await app.sql('delete from notifications')
    await reply(app, sofia, ticket.id, 'SECRET words of the reply')
    await reply(app, sofia, ticket.id, 'SECRET second')
    await deliver()
    await sendWaiting()
    const link = `${PUBLIC}/dashboard/chat?ticket=${ticket.number}`
    expect(provider.sent.map(({ to, body }) => ({ to, body }))).toEqual([
      { to: phone, body: `New reply in ${ticket.number}: ${link}` },
    ])
    expect(await delivery()).toMatchObject({ status: 'sent', reason: 'unread' })
    await change(sofia, 'setStatus', { ticketId: ticket.id, status: 'RESOLVED' })
    await reply(app, sofia, (await openTicket(app, buyer, 'Another')).id, 'SECRET third')
    await deliver()
    await sendWaiting()
    expect(provider.sent[1]!.body).toBe(`2 notifications from Parley: ${PUBLIC}/dashboard/chat`)
  })

  test('is reported: delivered, or why it did not arrive; reports that are not signed change nothing', async () => {
    await notified()
    await sendWaiting()
    const { sid, callback } = provider.sent[0]!
    const status = (name: string, more = {}, token?: string) =>
      report(
        pathOf(callback),
        { MessageSid: sid, MessageStatus: name, AccountSid: ACCOUNT.SMS_ACCOUNT, ...more },
        token,
      )
    expect((await status('delivered', {}, 'another token')).status).toBe(403)
    const unsigned = await fetch(`${app.url}${pathOf(callback)}`, { method: 'POST', body: 'MessageStatus=delivered' })
    expect(unsigned.status).toBe(403)
    expect((await fetch(`${app.url}/api/sms/status`)).status).toBe(405)
    expect((await fetch(`${app.url}/api/sms/other`, { method: 'POST' })).status).toBe(404)
    expect(await delivery()).toMatchObject({ status: 'sent', reason: 'unread' })
    expect((await status('delivered')).status).toBe(200)
    await status('sent')
    await status('failed', { ErrorCode: '30003' })
    expect(await delivery()).toEqual({ status: 'sent', reason: 'delivered', problem: null })

    await app.sql('delete from notifications')
    await reply(app, sofia, ticket.id, 'SECRET again')
    await deliver()
    await sendWaiting()
    const second = provider.sent[1]!
    await report(pathOf(second.callback), { MessageSid: second.sid, MessageStatus: 'undelivered', ErrorCode: '30003' })
    const ask = `{ notifications { edges { node { deliveries { channel sent reason } } } } }`
    const { data } = await app.gql(buyer, ask)
    expect(data.notifications.edges[0].node.deliveries).toContainEqual({
      channel: 'SMS',
      sent: false,
      reason: 'Could not be sent by text message: it could not be delivered to the phone (error 30003)',
    })
  })

  test.each([
    [{ status: 429 }, 'later'],
    [{ status: 401 }, 'later'],
    [{ status: 503 }, 'later'],
    [{ status: 500 }, 'unknown'],
    ['lost', 'unknown'],
    ['truncated', 'unknown'],
    ['silent', 'unknown'],
  ] as const)('after %j it is tried again: %s', async (fault, kind) => {
    await notified()
    const sms = fault === 'silent' ? { ...desk, timeoutMs: 50 } : desk
    provider.faults = Array(2).fill(fault)
    await expect(sendWaiting({ sms })).rejects.toThrow('text message provider')
    const second = sendWaiting({ sms })
    if (kind === 'later') {
      await expect(second).rejects.toThrow('text message provider')
      await sendWaiting()
      expect(provider.sent).toHaveLength(1)
      expect(await delivery()).toMatchObject({ status: 'sent' })
      return
    }
    // It may have been sent twice by now: not a third time.
    await second
    await sendWaiting()
    expect(provider.requests).toBe(3)
    expect(await delivery()).toMatchObject({ status: 'failed', reason: 'refused' })
  })

  test('whose node died is sent once more at most, and not at all if a report of it has come', async () => {
    await notified()
    // As the job leaves it that dies after its first transaction.
    await app.sql(`update text_messages set unanswered = 1 where state = 'waiting'`)
    provider.faults = ['lost']
    await sendWaiting()
    expect(provider.sent).toHaveLength(1)
    expect(await delivery()).toMatchObject({ status: 'failed' })

    await app.sql('delete from notifications')
    await reply(app, sofia, ticket.id, 'SECRET again')
    await deliver()
    provider.faults = ['lost']
    await expect(sendWaiting()).rejects.toThrow('does not answer')
    const { sid, callback } = provider.sent[1]!
    await report(pathOf(callback), { MessageSid: sid, MessageStatus: 'sent' })
    await sendWaiting()
    expect(provider.sent).toHaveLength(2)
    expect(await delivery()).toMatchObject({ status: 'sent' })
  })

  test('to a number that does not exist fails at once', async () => {
    await notified()
    provider.faults = [{ status: 400, code: 21211 }]
    await sendWaiting()
    expect(await delivery()).toMatchObject({
      status: 'failed',
      problem: 'the text message provider answered: Fault 400',
    })
    expect((await settingsOf(buyer)).phone.isStopped).toBe(false)
  })
})

describe('STOP', () => {
  test('as an answer ends text messages until START, for everyone with that number', async () => {
    await notified()
    await sendWaiting()
    await reply(app, sofia, ticket.id, 'SECRET second')
    const answer = (Body: string, from = phone) => report('/api/sms/inbound', { From: from, Body, MessageSid: 'SM1' })
    expect((await report('/api/sms/inbound', { From: phone, Body: 'STOP' }, 'another token')).status).toBe(403)
    await answer('Please stop by tomorrow')
    await answer('STOP', '+4915199999999')
    expect((await settingsOf(buyer)).phone.isStopped).toBe(false)
    expect(await (await answer(' Stop ')).text()).toBe('<Response/>')
    expect((await settingsOf(buyer)).phone.isStopped).toBe(true)
    expect(await delivery()).toMatchObject({ status: 'cancelled', reason: 'stopped' })
    await app.sql('delete from notifications')
    await reply(app, sofia, ticket.id, 'SECRET third')
    expect(await delivery()).toMatchObject({ status: 'skipped', reason: 'stopped' })
    await answer('START')
    await app.sql('delete from notifications')
    await reply(app, sofia, ticket.id, 'SECRET fourth')
    expect(await delivery()).toMatchObject({ status: 'pending' })
  })

  test('that only the provider knows of is recorded when it refuses (21610)', async () => {
    await notified()
    provider.stopped.add(phone)
    await sendWaiting()
    expect(provider.sent).toEqual([])
    expect(await delivery()).toMatchObject({ status: 'failed', reason: 'refused' })
    expect((await settingsOf(buyer)).phone.isStopped).toBe(true)
    const { data } = await app.gql(
      await app.actor('admin', 'Ruth'),
      `query ($id: ID!) { notificationsOf(userId: $id) { deliveries { reason } } }`,
      { id: gid('User', buyer.id) },
    )
    expect(JSON.stringify(data)).toContain('unsubscribed recipient')
  })
})

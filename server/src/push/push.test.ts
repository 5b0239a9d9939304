import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { change as runChange } from '../../test/change.ts'
import { type Browser, type PushServer, pushServer } from '../../test/pushServer.ts'
import { uuidIn } from '../../test/testApp.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'
import { deliverNotifications } from '../deliveries/deliver.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import {
  isAllowedEndpoint,
  isPrivateAddress,
  type PushDesk,
  sendPushMessage,
  vapidKeysOf,
} from '../platform/push/pushService.ts'
import { deriveKey, readDeskSecret } from '../viewer/deskSecret.ts'
import { pushSender } from './pushSender.ts'
import { sendPush } from './sendPush.ts'

let app: TestApp
let pools: Pools
let service: PushServer
let push: PushDesk
let vapidKey: string
let buyer: Actor, sofia: Actor, browser: Browser, ticket: { id: string; number: string }

beforeAll(async () => {
  service = await pushServer()
  app = await testApp({ jobs: false })
  pools = openPools(app.database.roleUrls, silentLog)
  const keys = vapidKeysOf(deriveKey((await readDeskSecret(pools.auth)).secret, 'push'))
  push = { keys, subject: 'mailto:desk@parley.test', allowsPrivate: true }
})
afterAll(async () => {
  await pools.close()
  await app.close()
  await service.close()
})
beforeEach(async () => {
  Object.assign(service, { requests: 0, statuses: [] })
  await app.sql('delete from notifications; delete from push_subscriptions')
  buyer = await app.actor('buyer', 'Mira')
  sofia = await app.actor('agent', `Sofia ${randomUUID().slice(0, 4)}`)
  ticket = await openTicket(app, buyer)
  vapidKey = (await app.gql(buyer, '{ pushPublicKey }')).data.pushPublicKey
  browser = service.browser(vapidKey)
  await change(buyer, 'subscribeToPush', browser.subscription)
})

const change = (who: Actor, field: string, input: object) => runChange(app, who, field, input)

async function deliver(who: Actor, isLastAttempt = false): Promise<void> {
  await app.sql(`update notification_deliveries set due_at = now() where user_id = $1`, [who.id])
  await deliverNotifications(
    { pools, senders: [pushSender({ name: 'Parley' }, (id) => gid('Notification', id))] },
    { channel: 'push', userId: who.id },
  )
  await sendWaiting(isLastAttempt)
}
async function sendWaiting(isLastAttempt = false): Promise<void> {
  for (const { id } of await app.sql<{ id: string }>('select id from push_outbox order by created_at'))
    await sendPush({ pools, push }, id, { isLastAttempt })
}
const deliveries = (who: Actor) =>
  app.sql<{ status: string; reason: string }>(
    `select status, reason, problem from notification_deliveries where user_id = $1 and channel = 'push'`,
    [who.id],
  )
const subscriptions = async () => (await app.sql('select from push_subscriptions')).length

test('a reply arrives decrypted and signed, one per ticket, with the address of the ticket', async () => {
  await reply(app, sofia, ticket.id, 'Which lamp is it?')
  await change(sofia, 'setStatus', { ticketId: ticket.id, status: 'RESOLVED' })
  const [row] = await app.sql<{ id: string }>(`select id from notifications where user_id = $1 and kind = 'reply'`, [
    buyer.id,
  ])
  await deliver(buyer)
  expect(browser.received).toEqual([
    {
      type: 'notification',
      tag: uuidIn(ticket.id),
      title: `A broken lamp [${ticket.number}]`,
      text: expect.stringContaining(`${sofia.name} replied to your ticket ${ticket.number}`),
      path: `/dashboard/chat?ticket=${ticket.number}`,
      ids: expect.arrayContaining([gid('Notification', row!.id)]),
    },
  ])
  expect(browser.received[0]!['ids']).toHaveLength(2)
  expect(await deliveries(buyer)).toEqual(Array(2).fill({ status: 'sent', reason: 'delivered', problem: null }))
  expect(await app.sql('select from push_outbox')).toEqual([])
})

test('is withdrawn from the browsers that show it once it is read elsewhere, and not before', async () => {
  const other = service.browser(vapidKey)
  await change(buyer, 'subscribeToPush', other.subscription)
  await reply(app, sofia, ticket.id, 'Which lamp is it?')
  await change(sofia, 'setStatus', { ticketId: ticket.id, status: 'RESOLVED' })
  await deliver(buyer)
  const [row] = await app.sql<{ id: string }>(`select id from notifications where user_id = $1 and kind = 'reply'`, [
    buyer.id,
  ])
  await change(buyer, 'markNotificationsRead', { ids: [gid('Notification', row!.id)] })
  await sendWaiting()
  expect(browser.received).toHaveLength(1)
  await change(buyer, 'markNotificationsRead', { ids: null })
  await sendWaiting()
  for (const { received } of [browser, other]) expect(received[1]).toEqual({ type: 'read', tag: uuidIn(ticket.id) })
  // Control: what was never pushed is not withdrawn.
  await reply(app, sofia, ticket.id, 'Hello?')
  await change(buyer, 'markNotificationsRead', { ids: null })
  await sendWaiting()
  expect(browser.received).toHaveLength(2)
})

test('what is read while a push waits is not sent', async () => {
  await reply(app, sofia, ticket.id, 'Which lamp is it?')
  service.statuses = [503]
  await expect(deliver(buyer)).rejects.toThrow('503')
  await app.sql('update notifications set read_at = now() where user_id = $1', [buyer.id])
  await sendWaiting()
  expect([browser.received, service.requests]).toEqual([[], 1])
})

describe('a browser', () => {
  test.each([404, 410])('that is gone (%i) is forgotten, and whoever asks is told', async (status) => {
    await reply(app, sofia, ticket.id, 'Which lamp is it?')
    service.statuses = [status]
    await deliver(buyer)
    expect(await subscriptions()).toBe(0)
    expect(await deliveries(buyer)).toMatchObject([
      { status: 'failed', problem: 'the browser is no longer subscribed' },
    ])
    await reply(app, sofia, (await openTicket(app, buyer)).id, 'Another')
    expect(await deliveries(buyer)).toContainEqual({ status: 'skipped', reason: 'no_subscription', problem: null })
  })

  test('that fails does not matter if another was reached', async () => {
    const other = service.browser(vapidKey)
    await change(buyer, 'subscribeToPush', other.subscription)
    await reply(app, sofia, ticket.id, 'Which lamp is it?')
    service.statuses = [410]
    await deliver(buyer)
    expect(browser.received.length + other.received.length).toBe(1)
    expect(await deliveries(buyer)).toMatchObject([{ status: 'sent' }])
    expect(await subscriptions()).toBe(1)
  })

  test.each([500, 429])('whose service answers %i is tried again, and given up at last', async (status) => {
    await reply(app, sofia, ticket.id, 'Which lamp is it?')
    service.statuses = [status, status]
    await expect(deliver(buyer)).rejects.toThrow(String(status))
    await sendWaiting(true)
    expect(await deliveries(buyer)).toMatchObject([
      { status: 'failed', problem: `the push service answered ${status}` },
    ])
    expect(await subscriptions()).toBe(1)
  })

  test('belongs to whoever subscribed on it last, and nobody else can unsubscribe it', async () => {
    const ask = `query ($e: String!) { viewer { notificationSettings { isPushSubscribed(endpoint: $e) } } }`
    const { endpoint } = browser.subscription
    const isOn = async (who: Actor) =>
      (await app.gql(who, ask, { e: endpoint })).data.viewer.notificationSettings.isPushSubscribed
    expect([await isOn(buyer), await isOn(sofia)]).toEqual([true, false])
    await change(sofia, 'unsubscribeFromPush', { endpoint })
    expect(await isOn(buyer)).toBe(true)
    await change(sofia, 'subscribeToPush', browser.subscription)
    expect([await isOn(buyer), await isOn(sofia)]).toEqual([false, true])
    await change(sofia, 'unsubscribeFromPush', { endpoint })
    expect(await subscriptions()).toBe(0)
  })
})

test('says nothing that its recipient may not see: notes, a ticket that they have left, a deleted message', async () => {
  const seller = await app.actor('seller', 'Otto')
  const own = service.browser(vapidKey)
  await change(seller, 'subscribeToPush', own.subscription)
  await app.sql(`insert into ticket_participants (ticket_id, user_id, since_public_seq) values ($1, $2, 1)`, [
    uuidIn(ticket.id),
    seller.id,
  ])
  await reply(app, sofia, ticket.id, 'SECRET note', { audience: 'STAFF' })
  const { message } = await reply(app, sofia, ticket.id, 'A public answer')
  await app.sql('update ticket_participants set left_at = now() where user_id = $1', [seller.id])
  await change(await app.actor('admin', 'Ruth'), 'deleteMessage', { messageId: message!.id })
  for (const who of [buyer, seller]) await deliver(who)
  expect([browser.received, own.received]).toEqual([[], []])
  expect(await deliveries(buyer)).toMatchObject([{ status: 'cancelled', reason: 'gone' }])
  expect(await deliveries(seller)).toMatchObject([{ status: 'cancelled', reason: 'no_access' }])
})

describe('the address of a push service', () => {
  const strict = { allowsPrivate: false }
  test.each([
    ['https://fcm.googleapis.com/fcm/send/x', true],
    ['https://8.8.8.8/x', true],
    ['http://fcm.googleapis.com/x', false],
    ['https://user:pw@push.example/x', false],
    ['https://127.0.0.1/x', false],
    ['https://2130706433/x', false],
    ['https://10.1.2.3/x', false],
    ['https://169.254.169.254/latest', false],
    ['https://[::1]/x', false],
    ['https://[::ffff:127.0.0.1]/x', false],
    ['https://[fd00::1]/x', false],
    ['file:///etc/passwd', false],
    ['nonsense', false],
  ])('%s is allowed: %s', (endpoint, allowed) => {
    expect(isAllowedEndpoint(endpoint, strict)).toBe(allowed)
  })

  test('is checked once more when its name is resolved', async () => {
    expect(isPrivateAddress('::ffff:192.168.0.1')).toBe(true)
    const port = new URL(service.url).port
    const subscription = { ...browser.subscription, endpoint: `https://localhost:${port}/x` }
    await expect(sendPushMessage({ ...push, allowsPrivate: false }, subscription, '{}')).rejects.toThrow(
      'no public address',
    )
    expect(service.requests).toBe(0)
  })

  test.each([
    { p256dh: 'AAAA' },
    { p256dh: `B${'D'.repeat(86)}` },
    { auth: 'AAAA' },
    { endpoint: 'ftp://push.example/x' },
    { endpoint: `https://push.example/${'x'.repeat(1000)}` },
  ])('and keys that are none are refused: %j', async (wrong) => {
    await expect(change(buyer, 'subscribeToPush', { ...browser.subscription, ...wrong })).rejects.toThrow('VALIDATION')
  })
})

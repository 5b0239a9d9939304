import './indexedDb.fixture.ts'
import { afterEach, expect, jest, test } from '@jest/globals'
import { until } from '../../test/time.ts'
import { Outbox, type Outcome } from './outbox.ts'
import { openOutboxStore, type OutboxItem } from './outboxStore.ts'

const opened: Outbox[] = []
const SENT: Outcome = { kind: 'sent' }

/** A page: a new outbox with the same IndexedDB. */
const openPage = async (deliver: (item: OutboxItem) => Promise<Outcome>, viewerId = 'me') => {
  const outbox = new Outbox(viewerId, openOutboxStore(), deliver)
  opened.push(outbox)
  await outbox.start()
  return outbox
}

const say = (outbox: Outbox, body: string, ticketId = 't1') => outbox.send({ ticketId, body, audience: 'PARTICIPANTS' })
const states = (outbox: Outbox, ticketId = 't1') =>
  outbox.itemsOf(ticketId).map(({ body, state }) => `${body}: ${state}`)
const setOnline = (onLine: boolean) => Object.defineProperty(navigator, 'onLine', { value: onLine, configurable: true })

afterEach(async () => {
  setOnline(true)
  jest.restoreAllMocks()
  for (const outbox of opened.splice(0)) outbox.stop()
  const store = openOutboxStore()
  for (const item of await store.all()) await store.remove(item.clientId)
})

const HELD_MS = 3_600_000
const held = (outbox: Outbox, body: string, undoMs = HELD_MS) =>
  outbox.send({ ticketId: 't1', body, audience: 'PARTICIPANTS', undoMs })

test('a message that can be taken back is held until then, across reloads, and what comes after waits', async () => {
  const delivered: string[] = []
  const deliver = async ({ body }: OutboxItem) => {
    delivered.push(body)
    return SENT
  }
  const first = await openPage(deliver)
  const { clientId } = held(first, 'a')
  say(first, 'b')
  say(first, 'other', 't2')
  await until(async () => delivered.length === 1 && (await openOutboxStore().all()).length === 2)
  first.stop()
  const second = await openPage(deliver)
  // Coming back online is no reason to send it earlier.
  second.wake()
  say(second, 'more', 't2')
  await until(() => delivered.length === 2)
  expect(delivered).toEqual(['other', 'more'])
  expect(states(second)).toEqual(['a: queued', 'b: queued'])

  expect(second.takeBack(clientId)).toBe(true)
  expect(states(second)[0]).toBe('a: failed')
  await until(() => delivered.includes('b'))
  expect(delivered).not.toContain('a')
  // Nothing is lost: it is edited and sent, or deleted.
  await second.retry(clientId, 'a, edited')
  await until(() => delivered.at(-1) === 'a, edited')
})

test('once its time is over it is sent, and cannot be taken back', async () => {
  const delivered: string[] = []
  const outbox = await openPage(async ({ body }) => {
    delivered.push(body)
    return SENT
  })
  const { clientId } = held(outbox, 'a', 20)
  await until(() => states(outbox)[0] === 'a: sent')
  expect(outbox.takeBack(clientId)).toBe(false)
  expect(delivered).toEqual(['a'])
})

test('a message that is taken back while storage is refused is not sent', async () => {
  const delivered: string[] = []
  const outbox = await openPage(async ({ body }) => {
    delivered.push(body)
    return SENT
  })
  const { clientId } = held(outbox, 'a')
  await until(async () => (await openOutboxStore().all()).length === 1)
  const put = jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new Error('quota')
  })
  outbox.takeBack(clientId)
  say(outbox, 'b')
  await until(() => delivered.includes('b'))
  put.mockRestore()
  expect(delivered).toEqual(['b'])
})

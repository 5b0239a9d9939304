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

const never = () => new Promise<Outcome>(() => undefined)
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

test('shows a message at once, before it is stored or sent', async () => {
  const outbox = await openPage(never)
  say(outbox, 'hello')
  expect(states(outbox)).toEqual(['hello: queued'])
  await until(() => states(outbox)[0] === 'hello: sending')
})

test('sends the messages of one ticket in order; tickets do not wait for each other', async () => {
  const log: string[] = []
  let otherIsSent = () => {}
  const other = new Promise<void>((resolve) => (otherIsSent = resolve))
  const outbox = await openPage(async ({ ticketId, body }) => {
    log.push(`> ${body}`)
    if (ticketId === 't1') await other
    else otherIsSent()
    log.push(`< ${body}`)
    return SENT
  })
  for (const body of ['a', 'b', 'c']) say(outbox, body)
  say(outbox, 'other', 't2')
  await until(() => log.length === 8)
  expect(log.filter((line) => !line.includes('other'))).toEqual(['> a', '< a', '> b', '< b', '> c', '< c'])
  expect(log.indexOf('< other')).toBeLessThan(log.indexOf('< a'))
  await until(() => states(outbox).every((line) => line.endsWith('sent')))
  expect(outbox.countUnsent()).toBe(0)
})

test('keeps a message with its id across a reload, and repeats the interrupted attempt', async () => {
  const first = await openPage(never)
  const { clientId } = say(first, 'kept')
  await until(() => states(first)[0] === 'kept: sending')
  first.stop()

  const delivered: string[] = []
  const second = await openPage(async (item) => {
    delivered.push(item.clientId)
    return SENT
  })
  await until(() => delivered.length > 0)
  expect(delivered).toEqual([clientId])
  await until(() => states(second)[0] === 'kept: sent')
  expect(await openOutboxStore().all()).toEqual([])
})

test('sends nothing while offline, and everything in order when the network is back', async () => {
  let asked = 0
  Object.defineProperty(navigator, 'onLine', { get: () => (asked++, false), configurable: true })
  const delivered: string[] = []
  const outbox = await openPage(async ({ body }) => {
    delivered.push(body)
    return SENT
  })
  for (const body of ['1', '2', '3']) say(outbox, body)
  await until(async () => asked > 0 && (await openOutboxStore().all()).length === 3)
  expect(delivered).toEqual([])
  expect(outbox.countUnsent()).toBe(3)
  setOnline(true)
  outbox.wake()
  await until(() => delivered.length === 3)
  expect(delivered).toEqual(['1', '2', '3'])
})

test('retries a transient failure with the same id, and later messages wait', async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0)
  const ids: string[] = []
  const outbox = await openPage(async (item) => {
    ids.push(`${item.body} ${item.clientId}`)
    return ids.length < 2 ? { kind: 'later' } : SENT
  })
  const a = say(outbox, 'a')
  const b = say(outbox, 'b')
  await until(() => states(outbox)[0] === 'a: queued' && ids.length === 1)
  outbox.wake()
  await until(() => ids.length === 3)
  expect(ids).toEqual([`a ${a.clientId}`, `a ${a.clientId}`, `b ${b.clientId}`])
})

test.each([true, false])(
  'retries without a delay if woken while an attempt fails (%s), as with uploads',
  async (isWoken) => {
    jest.spyOn(Math, 'random').mockReturnValue(0.9)
    const timers = jest.spyOn(globalThis, 'setTimeout')
    const pauses = () => timers.mock.calls.filter(([, ms = 0]) => ms > 100).length
    let fail: (outcome: Outcome) => void = () => undefined
    let attempts = 0
    const outbox = await openPage(() =>
      ++attempts === 1 ? new Promise<Outcome>((resolve) => (fail = resolve)) : Promise.resolve(SENT),
    )
    say(outbox, 'a')
    await until(() => attempts === 1)
    if (isWoken) outbox.wake()
    fail({ kind: 'later' })
    // The control without waking waits.
    await until(() => (isWoken ? states(outbox)[0] === 'a: sent' : pauses() === 1))
    expect([attempts, pauses()]).toEqual(isWoken ? [2, 0] : [1, 1])
  },
)

test('waits as long as the server says after too many messages, whatever wakes it, and counts no failure', async () => {
  const timers = jest.spyOn(globalThis, 'setTimeout')
  const waits = () => timers.mock.calls.filter(([, ms = 0]) => ms > 300_000)
  let attempts = 0
  const outbox = await openPage(async () => (++attempts === 1 ? { kind: 'limited', retryAfterMs: 400_000 } : SENT))
  say(outbox, 'a')
  say(outbox, 'b')
  await until(() => waits().length > 0)
  const [first] = outbox.itemsOf('t1')
  expect(first).toMatchObject({ body: 'a', state: 'queued', attempts: 0, problem: { code: 'RATE_LIMITED' } })
  const before = waits().length
  outbox.wake()
  await until(() => waits().length > before)
  expect([attempts, states(outbox)]).toEqual([1, ['a: queued', 'b: queued']])

  jest.spyOn(Date, 'now').mockReturnValue(first!.notBefore)
  waits().at(-1)![0]()
  await until(() => states(outbox).join() === 'a: sent,b: sent')
  expect([attempts, outbox.itemsOf('t1')[0]!.problem]).toEqual([3, null])
})

test('a message that waits for the limit survives a reload with its delay', async () => {
  const limited: Outcome = { kind: 'limited', retryAfterMs: 400_000 }
  const first = await openPage(async () => limited)
  say(first, 'a')
  await until(async () => (await openOutboxStore().all())[0]?.problem?.code === 'RATE_LIMITED')
  first.stop()
  const timers = jest.spyOn(globalThis, 'setTimeout')
  let attempts = 0
  await openPage(async () => (attempts++, SENT))
  await until(() => timers.mock.calls.some(([, ms = 0]) => ms > 300_000))
  expect(attempts).toBe(0)
})

test('treats a delivery that throws as a transient failure', async () => {
  const outbox = await openPage(() => Promise.reject(new Error('boom')))
  const { clientId } = say(outbox, 'a')
  await until(() => outbox.itemsOf('t1')[0]!.notBefore > 0)
  expect(outbox.itemsOf('t1')[0]).toMatchObject({ clientId, state: 'queued', attempts: 1 })
})

test('keeps a rejected message with its text across reloads, sends the others, and lets the user correct it', async () => {
  const refuse = async ({ body }: OutboxItem): Promise<Outcome> =>
    body === 'bad' ? { kind: 'refused', code: 'VALIDATION', message: 'Too long' } : SENT
  const first = await openPage(refuse)
  say(first, 'bad')
  say(first, 'good')
  await until(() => states(first).join() === 'bad: failed,good: sent')
  first.stop()

  const second = await openPage(refuse)
  await until(() => states(second).join() === 'bad: failed')
  const [failed] = second.itemsOf('t1')
  expect(failed!.problem).toEqual({ code: 'VALIDATION', message: 'Too long' })
  await second.retry(failed!.clientId, 'better')
  await until(() => states(second).join() === 'better: sent')
  expect(second.itemsOf('t1')[0]!.clientId).not.toBe(failed!.clientId)
  expect(await openOutboxStore().all()).toEqual([])
})

test('retries with the same id, so that the server recognises the message', async () => {
  let refusals = 1
  const ids: string[] = []
  const outbox = await openPage(async ({ clientId }) => {
    ids.push(clientId)
    return refusals-- > 0 ? { kind: 'refused', code: 'FORBIDDEN', message: 'No' } : SENT
  })
  const { clientId } = say(outbox, 'a')
  await until(() => states(outbox)[0] === 'a: failed')
  await outbox.retry(clientId)
  await until(() => states(outbox)[0] === 'a: sent')
  expect(ids).toEqual([clientId, clientId])
})

test('retries with a new id after an idempotency conflict', async () => {
  const ids: string[] = []
  const outbox = await openPage(async ({ clientId }) => {
    ids.push(clientId)
    return ids.length === 1 ? { kind: 'refused', code: 'IDEMPOTENCY_CONFLICT', message: 'Another text' } : SENT
  })
  const { clientId } = say(outbox, 'a')
  await until(() => states(outbox)[0] === 'a: failed')
  await outbox.retry(clientId)
  await until(() => ids.length === 2)
  expect(ids[1]).not.toBe(clientId)
})

test('keeps the ticket changes of a message across reloads and retries; only the user removes them', async () => {
  const alsoSet = { status: 'RESOLVED' as const, addTags: ['refund'] }
  const page = await openPage(never)
  page.send({ ticketId: 't1', body: 'a', audience: 'PARTICIPANTS', alsoSet })
  await until(() => states(page)[0] === 'a: sending')
  page.stop()
  const sets: unknown[] = []
  const outbox = await openPage(async (item) => {
    sets.push(item.alsoSet)
    return sets.length < 3 ? { kind: 'refused', code: 'NOT_FOUND', message: 'No such agent' } : SENT
  })
  await until(() => states(outbox)[0] === 'a: failed')
  const { clientId } = outbox.itemsOf('t1')[0]!
  await outbox.retry(clientId)
  await until(() => sets.length === 2)
  await until(() => states(outbox)[0] === 'a: failed')
  await outbox.retryWithout(clientId, 'alsoSet')
  await until(() => sets.length === 3)
  expect(sets).toEqual([alsoSet, alsoSet, undefined])
})

test('only the user discards a message', async () => {
  const outbox = await openPage(async () => ({ kind: 'refused', code: 'FORBIDDEN', message: 'No' }))
  const { clientId } = say(outbox, 'a')
  await until(() => states(outbox)[0] === 'a: failed')
  await outbox.discard(clientId)
  expect(outbox.itemsOf('t1')).toEqual([])
  expect(await openOutboxStore().all()).toEqual([])
})

test('removes a message that is in the log, even before its response', async () => {
  const outbox = await openPage(never)
  const { clientId } = say(outbox, 'a')
  await until(() => states(outbox)[0] === 'a: sending')
  outbox.settle(clientId)
  expect(outbox.itemsOf('t1')).toEqual([])
  await until(async () => (await openOutboxStore().all()).length === 0)
})

test("neither shows nor sends another user's messages", async () => {
  const mine = await openPage(never)
  say(mine, 'mine')
  await until(() => states(mine)[0] === 'mine: sending')
  mine.stop()
  const delivered: string[] = []
  const theirs = await openPage(async ({ body }) => (delivered.push(body), SENT), 'someone else')
  expect(theirs.itemsOf('t1')).toEqual([])
  expect(delivered).toEqual([])
  expect((await openOutboxStore().all()).map(({ body }) => body)).toEqual(['mine'])
})

test('sends messages even if storage is unavailable', async () => {
  const delivered: string[] = []
  const refuse = () => Promise.reject(new Error('no storage'))
  const outbox = new Outbox(
    'me',
    { all: refuse, put: refuse, remove: refuse },
    async ({ body }) => (delivered.push(body), SENT),
  )
  opened.push(outbox)
  await outbox.start()
  say(outbox, 'a')
  say(outbox, 'b')
  await until(() => delivered.length === 2)
  expect(delivered).toEqual(['a', 'b'])
})

test('delivers a hundred messages in order, once', async () => {
  const delivered: string[] = []
  const outbox = await openPage(async ({ body }) => (delivered.push(body), SENT))
  const bodies = Array.from({ length: 100 }, (_, i) => String(i))
  for (const body of bodies) say(outbox, body)
  await until(() => delivered.length >= 100)
  expect(delivered).toEqual(bodies)
})

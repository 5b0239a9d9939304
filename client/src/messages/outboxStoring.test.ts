import './indexedDb.fixture.ts'
import { afterEach, expect, test } from '@jest/globals'
import { until } from '../../test/time.ts'
import { Outbox, type Outcome } from './outbox.ts'
import { openOutboxStore, type OutboxItem } from './outboxStore.ts'

// A message is stored before it is sent, however long that takes.

const SENT: Outcome = { kind: 'sent' }
const store = openOutboxStore()
const opened: Outbox[] = []

afterEach(async () => {
  for (const outbox of opened.splice(0)) outbox.stop()
  for (const item of await store.all()) await store.remove(item.clientId)
})

const say = (outbox: Outbox, body: string) => outbox.send({ ticketId: 't1', body, audience: 'PARTICIPANTS' })
const waiting = () => {
  let isStored = () => {}
  const storing = new Promise<void>((resolve) => (isStored = resolve))
  return { storing, isStored: () => isStored() }
}

test('asks for its turn among the tabs while a message is stored, and sends it once it is', async () => {
  const log: string[] = []
  const { storing, isStored } = waiting()
  const put = async (item: OutboxItem) => {
    await storing
    log.push('stored')
    return store.put(item)
  }
  const request = async (_: string, work: () => Promise<void>) => {
    log.push('turn')
    await work()
  }
  Object.defineProperty(navigator, 'locks', { value: { request }, configurable: true })
  const outbox = new Outbox('me', { ...store, put }, async ({ body }) => {
    log.push(`> ${body}`)
    return SENT
  })
  opened.push(outbox)
  try {
    say(outbox, 'hello')
    await until(() => log.includes('turn'))
    isStored()
    await until(() => outbox.countUnsent() === 0)
    expect(log).toEqual(['turn', 'stored', '> hello'])
  } finally {
    Reflect.deleteProperty(navigator, 'locks')
  }
})

test('sends a message that is stored after the one before was sent', async () => {
  const { storing, isStored } = waiting()
  const put = async (item: OutboxItem) => {
    if (item.body === 'late') await storing
    return store.put(item)
  }
  const delivered: string[] = []
  const outbox = new Outbox('me', { ...store, put }, async ({ body }) => {
    delivered.push(body)
    return SENT
  })
  opened.push(outbox)
  say(outbox, 'early')
  say(outbox, 'late')
  await until(() => outbox.countUnsent() === 1)
  isStored()
  await until(() => outbox.countUnsent() === 0)
  expect(delivered).toEqual(['early', 'late'])
})

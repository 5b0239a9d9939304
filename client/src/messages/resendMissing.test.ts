import './indexedDb.fixture.ts'
import { afterEach, expect, jest, test } from '@jest/globals'
import { until } from '../../test/time.ts'
import { ada, FakeDesk, said } from './fakeDesk.fixture.ts'
import { Outbox, type Outcome } from './outbox.ts'
import { openOutboxStore, type OutboxItem } from './outboxStore.ts'
import { resendMissing } from './resendMissing.ts'
import { openSentMessages } from './sentMessages.ts'

const HOUR = 60 * 60_000
const opened: Outbox[] = []

afterEach(() => {
  jest.restoreAllMocks()
  for (const outbox of opened.splice(0)) outbox.stop()
})

const openPage = async (deliver: (item: OutboxItem) => Promise<Outcome>, viewerId = 'me') => {
  const outbox = new Outbox(viewerId, openOutboxStore(), deliver, undefined, openSentMessages())
  opened.push(outbox)
  await outbox.start()
  return outbox
}

/** A page that has sent these messages, which the desk acknowledged. */
const sent = async (viewerId: string, bodies: string[], answer: () => Outcome = () => ({ kind: 'sent' })) => {
  const delivered: OutboxItem[] = []
  const outbox = await openPage(async (item) => {
    delivered.push(item)
    return answer()
  }, viewerId)
  for (const body of bodies)
    outbox.send({ ticketId: 't1', body, audience: 'PARTICIPANTS', alsoSet: { status: 'RESOLVED' } })
  await until(async () => (await outbox.recentlySent()).length === bodies.length)
  return { outbox, delivered }
}

test('sends again what the desk lost, with its id, in order and without its ticket changes', async () => {
  const { outbox, delivered } = await sent('one', ['a', 'b', 'c'])
  const [a, b, c] = delivered.map(({ clientId }) => clientId)
  const desk = new FakeDesk([said(1, ada, { clientId: b })])
  await resendMissing(desk.client, outbox)
  await until(() => delivered.length === 5)
  expect(delivered.slice(3)).toMatchObject([
    { clientId: a, body: 'a', alsoSet: undefined },
    { clientId: c, body: 'c', alsoSet: undefined },
  ])
})

test('keeps what was sent across a reload, for an hour, for its author alone', async () => {
  await sent('two', ['a'])
  expect(
    (await (await openPage(async () => ({ kind: 'sent' }), 'two')).recentlySent()).map(({ body }) => body),
  ).toEqual(['a'])
  expect(await (await openPage(async () => ({ kind: 'sent' }), 'three')).recentlySent()).toEqual([])
  jest.spyOn(Date, 'now').mockReturnValue(Date.now() + HOUR)
  expect(await opened[1]!.recentlySent()).toEqual([])
})

test('drops a message of a ticket that its author can no longer see', async () => {
  let outcome: Outcome = { kind: 'sent' }
  const { outbox, delivered } = await sent('four', ['a'], () => outcome)
  outcome = { kind: 'refused', code: 'NOT_FOUND', message: 'The ticket does not exist.' }
  await resendMissing(new FakeDesk().client, outbox)
  await until(() => delivered.length === 2 && outbox.itemsOf('t1').length === 0)
  expect(outbox.countUnsent()).toBe(0)
})

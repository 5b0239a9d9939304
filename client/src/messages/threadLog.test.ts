import { afterEach, expect, jest, test } from '@jest/globals'
import { until } from '../../test/time.ts'
import { ada, FakeDesk, longLog, said } from './fakeDesk.fixture.ts'
import { ThreadLog } from './threadLog.ts'

afterEach(() => void jest.useRealTimers())

const open = async (desk: FakeDesk) => {
  const log = new ThreadLog(desk.client, 't1')
  const close = log.subscribe(() => undefined)
  await until(() => log.state.status !== 'loading')
  return { log, close }
}
const seqs = (log: ThreadLog) => log.state.entries.map(({ seq }) => seq)

test('loads the end, then older pages up to the beginning', async () => {
  const { log } = await open(new FakeDesk(longLog(120)))
  expect(seqs(log)).toEqual(Array.from({ length: 50 }, (_, i) => 71 + i))
  expect(log.state.hasOlder).toBe(true)
  await log.loadOlder()
  await log.loadOlder()
  expect(seqs(log)).toEqual(Array.from({ length: 120 }, (_, i) => i + 1))
  expect(log.state.hasOlder).toBe(false)
})

test('asks for one older page at a time', async () => {
  const desk = new FakeDesk(longLog(200))
  const { log } = await open(desk)
  await Promise.all([log.loadOlder(), log.loadOlder(), log.loadOlder()])
  expect(desk.count('ThreadPage')).toBe(1)
})

test('follows the feed from the cursor of the query, without duplicates', async () => {
  const desk = new FakeDesk(longLog(3))
  const { log } = await open(desk)
  expect(desk.last('TicketEvents')).toMatchObject({ ticketId: 't1', after: 'at3' })
  desk.log(said(4))
  desk.deliver({ entry: said(4) })
  desk.log(said(5))
  expect(seqs(log)).toEqual([1, 2, 3, 4, 5])
})

test('updates an edited or deleted message in place', async () => {
  const desk = new FakeDesk(longLog(3))
  const { log } = await open(desk)
  desk.deliver({ changedMessage: { ...said(2).message, body: null, deletedAt: '2026-11-20T12:00:00Z' } })
  expect(log.state.entries[1]).toMatchObject({ seq: 2, message: { body: null } })
})

test('a quote shows what was quoted as it is now', async () => {
  const quoted = { ...said(1).message, body: 'Blue?' }
  const desk = new FakeDesk([said(1), said(2, ada, { quoted })])
  const { log } = await open(desk)
  desk.deliver({ changedMessage: { ...said(1).message, body: 'Red?' } })
  expect(log.state.entries[1]).toMatchObject({ message: { body: 'Message 2', quoted: { body: 'Red?' } } })
  desk.deliver({ changedMessage: { ...said(1).message, body: null, deletedAt: '2026-11-20T12:00:00Z' } })
  expect(log.state.entries[1]).toMatchObject({ message: { quoted: { body: null, deletedAt: '2026-11-20T12:00:00Z' } } })
})

test('shows its entries when reopened, without a query, and catches up from its cursor', async () => {
  const desk = new FakeDesk(longLog(3))
  const { log, close } = await open(desk)
  desk.log(said(4))
  close()
  expect(log.state.status).toBe('ready')
  log.subscribe(() => undefined)
  expect(desk.count('ThreadHead')).toBe(1)
  expect(desk.last('TicketEvents')).toMatchObject({ after: 'at4' })
})

test('keeps the loaded entries after a reset without a gap', async () => {
  const desk = new FakeDesk(longLog(120))
  const { log } = await open(desk)
  await log.loadOlder()
  desk.entries = [...desk.entries, said(121), said(122)]
  desk.reset()
  await until(() => log.state.entries.length === 102)
  expect(seqs(log).at(0)).toBe(21)
  expect(seqs(log).at(-1)).toBe(122)
  await log.loadOlder()
  expect(seqs(log)).toEqual(Array.from({ length: 122 }, (_, i) => i + 1))
})

test('starts again at the end after a reset with a gap', async () => {
  const desk = new FakeDesk(longLog(60))
  const { log } = await open(desk)
  desk.entries = longLog(300)
  desk.reset()
  await until(() => seqs(log).at(-1) === 300)
  expect(seqs(log)).toEqual(Array.from({ length: 50 }, (_, i) => 251 + i))
  await log.loadOlder()
  expect(seqs(log)[0]).toBe(201)
})

test('replaces what it shows after a reset by a desk that was restored from a backup', async () => {
  const desk = new FakeDesk(longLog(60))
  desk.readSeq = 60
  const { log } = await open(desk)
  const restored = [...longLog(57), said(58, ada, { id: 'other', body: 'Written after the restore' })]
  desk.entries = restored
  desk.readSeq = 57
  desk.reset('OTHER_HISTORY')
  await until(() => seqs(log).at(-1) === 58)
  expect(seqs(log)).toEqual(Array.from({ length: 50 }, (_, i) => 9 + i))
  expect(log.state.entries.at(-1)).toMatchObject({ message: { body: 'Written after the restore' } })
  expect(log.state.readSeq).toBe(57)
})

test('finds an old message page by page, and gives up if there is none', async () => {
  const { log } = await open(new FakeDesk(longLog(400)))
  const found = await log.find((entry) => entry.id === 'e30')
  expect(found?.seq).toBe(30)
  expect(await log.find((entry) => entry.id === 'gone')).toBeUndefined()
})

test('reports a failed load, which can be retried; a failed refresh hides nothing', async () => {
  const desk = new FakeDesk(longLog(3))
  desk.isDown = true
  const { log } = await open(desk)
  expect(log.state.status).toBe('failed')
  desk.isDown = false
  await log.reload()
  expect(log.state.status).toBe('ready')
  desk.isDown = true
  await log.reload()
  expect(seqs(log)).toEqual([1, 2, 3])
})

test('shows a burst in few steps', async () => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] })
  const desk = new FakeDesk([])
  const { log } = await open(desk)
  let shown = 0
  log.subscribe(() => shown++)
  for (let seq = 1; seq <= 500; seq++) desk.log(said(seq, ada))
  jest.advanceTimersByTime(100)
  expect(log.state.entries.length).toBe(500)
  expect(shown).toBeGreaterThan(0)
  expect(shown).toBeLessThan(10)
})

test('never moves the read marker back', async () => {
  const { log } = await open(new FakeDesk(longLog(3)))
  log.markedRead(2)
  log.markedRead(1)
  expect(log.state.readSeq).toBe(2)
})

test('finds a message at the beginning of a long conversation, as search links to it', async () => {
  const { log } = await open(new FakeDesk(longLog(4_000)))
  expect(await log.find(({ seq }) => seq === 1)).toMatchObject({ seq: 1 })
})

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { eventually } from '../eventually.ts'
import { type CrashDesk, crashDesk } from './crashDesk.ts'
import { flow, membersOf, stuckReaders } from './slowReaders.ts'

const FLOW = { events: 20_000, bytes: 4 * 1024 }
const STUCK = 50
const MEMORY_MAX = 64 * 1024 * 1024

let desk: CrashDesk
beforeAll(async () => {
  desk = await crashDesk()
}, 60_000)
afterAll(() => desk.close(), 60_000)

test('50 sockets that never read 20,000 events of 4 KiB cost at most 64 MiB, and resume without a loss', async () => {
  const server = await desk.start()
  const healthy = await desk.talkers(1)
  const before = await flow(desk, server, healthy, FLOW)
  const stuck = await stuckReaders(server, healthy[2]!, STUCK)
  const start = healthy[2]!.follower.log.length
  const during = await flow(desk, server, healthy, FLOW)
  await eventually(
    'they are gone',
    () => membersOf(server),
    (members) => members === healthy.length,
  )
  const missed = healthy[2]!.follower.log.slice(start)
  // One after the other: together, what they have missed is four gigabytes.
  for (const one of stuck) {
    one.resume()
    await one.count(missed.length, 300_000)
    expect(one.log).toEqual(missed)
    await one.stop()
    one.log.length = 0
  }
  process.stdout.write(`${STUCK} stuck sockets cost ${Math.round((during - before) / 1024 / 1024)} MiB\n`)
  expect(during - before).toBeLessThan(MEMORY_MAX)
  for (const { follower } of healthy) await follower.stop()
})

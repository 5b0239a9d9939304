import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { eventually } from '../eventually.ts'
import { type CrashDesk, crashDesk } from './crashDesk.ts'
import { flow, membersOf, stuckReaders } from './slowReaders.ts'

// More than the kernel buffers for a socket that is not read.
const FLOW = { events: 600, bytes: 16 * 1024 }
const STUCK = 24
/** The memory limit in bytes: half of what full buffering would need. The soak test has the exact limit. */
const MEMORY_MAX = (STUCK * FLOW.events * FLOW.bytes) / 2

let desk: CrashDesk
beforeAll(async () => {
  desk = await crashDesk()
})
afterAll(() => desk.close())

test('sockets that never read use little memory, are disconnected, delay no one, and resume without a loss', async () => {
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
  for (const one of stuck) one.resume()
  const missed = healthy[2]!.follower.log.slice(start)
  for (const one of stuck) {
    await one.count(missed.length)
    expect(one.log).toEqual(missed)
    // The code itself arrives only if they read again within CLOSE_MS.
    expect([1013, 1006]).toContain(one.closeCodes[0])
    await one.stop()
  }
  process.stdout.write(`${STUCK} stuck sockets cost ${Math.round((during - before) / 1024 / 1024)} MiB\n`)
  expect(during - before).toBeLessThan(MEMORY_MAX)
  for (const { follower } of healthy) await follower.stop()
})

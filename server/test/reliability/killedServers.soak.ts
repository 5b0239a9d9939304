import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { crash, damage } from './crash.ts'
import { type CrashDesk, crashDesk } from './crashDesk.ts'

const FAULTS = { kills: 200, backends: 20, listeners: 20, cuts: 20 }
/** Three people in each. */
const TICKETS = 67

let desk: CrashDesk
beforeAll(async () => {
  desk = await crashDesk()
}, 60_000)
afterAll(() => desk.close(), 60_000)

test('200 people write while there are 200 killed servers, killed sessions, killed listeners and cut wires', async () => {
  const first = await desk.start()
  const talkers = await desk.talkers(TICKETS)
  await desk.kill(first)
  await crash(desk, talkers, FAULTS)
  expect(await damage(desk, talkers)).toEqual([])
  const acknowledged = talkers.reduce((sum, one) => sum + one.acknowledged.size, 0)
  const retries = talkers.reduce((sum, one) => sum + one.retries, 0)
  process.stdout.write(
    `${JSON.stringify(FAULTS)}: ${acknowledged} messages acknowledged, ${retries} attempts repeated\n`,
  )
})

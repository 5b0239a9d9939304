import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { crash, damage } from './crash.ts'
import { type CrashDesk, crashDesk } from './crashDesk.ts'

const KILLS = 6

let desk: CrashDesk
beforeAll(async () => {
  desk = await crashDesk()
})
afterAll(() => desk.close())

test('servers are killed 6 times while people write: no acknowledged message is missing or duplicated', async () => {
  const first = await desk.start()
  const talkers = await desk.talkers(2)
  await desk.kill(first)
  await crash(desk, talkers, { kills: KILLS })
  expect(await damage(desk, talkers)).toEqual([])
  const acknowledged = talkers.reduce((sum, one) => sum + one.acknowledged.size, 0)
  const retries = talkers.reduce((sum, one) => sum + one.retries, 0)
  process.stdout.write(`${KILLS} kills, ${acknowledged} messages acknowledged, ${retries} attempts repeated\n`)
  expect(acknowledged).toBeGreaterThan(KILLS)
  expect(retries).toBeGreaterThan(0)
}, 900_000)

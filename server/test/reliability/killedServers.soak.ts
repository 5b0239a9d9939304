import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { COMPILED } from '../serverProcess.ts'
import { crash, damage } from './crash.ts'
import { type CrashDesk, crashDesk } from './crashDesk.ts'

/** SOAK_KILLS=20 is a short run. */
const KILLS = Number(process.env['SOAK_KILLS'] ?? 200)
const TENTH = Math.ceil(KILLS / 10)
const FAULTS = { kills: KILLS, backends: TENTH, listeners: TENTH, cuts: TENTH }
/** Three people in each. */
const TICKETS = Number(process.env['SOAK_TICKETS'] ?? 67)
/** It only ends a run that hangs: on a busy machine a kill takes half a minute. */
const LONGEST_MS = 4 * 3_600_000

let desk: CrashDesk
beforeAll(async () => {
  // What people run: from its sources, a server would be starting for most of the time.
  desk = await crashDesk({ NODE_ENV: 'production' }, COMPILED)
}, 60_000)
afterAll(() => desk.close(), 60_000)

test(
  '200 people write while there are 200 killed servers, killed sessions, killed listeners and cut wires',
  async () => {
    const first = await desk.start()
    const talkers = await desk.talkers(TICKETS)
    await desk.kill(first)
    const from = Date.now()
    const settledMs = await crash(desk, talkers, FAULTS)
    const seconds = Math.round((Date.now() - from) / 1_000)
    expect(await damage(desk, talkers)).toEqual([])
    const acknowledged = talkers.reduce((sum, one) => sum + one.acknowledged.size, 0)
    const retries = talkers.reduce((sum, one) => sum + one.retries, 0)
    const worst = talkers.map((one) => one.worst).reduce((a, b) => (a.waited > b.waited ? a : b))
    process.stderr.write(
      `${talkers.length} people, ${JSON.stringify(FAULTS)}, ${seconds} s: ${acknowledged} messages acknowledged, ${retries} attempts repeated, ` +
        `settled ${settledMs} ms after the last fault; the slowest message: ${JSON.stringify(worst)}\n`,
    )
  },
  LONGEST_MS,
)

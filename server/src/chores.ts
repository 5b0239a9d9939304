import { forgetBatches, runBatches } from './batches/runner.ts'
import { returnClaims } from './desk/returnClaims.ts'
import { sweepNotifications } from './notifications/sweepNotifications.ts'
import { STAFF_CLASS } from './platform/database/identity.ts'
import { asIdentity } from './platform/database/operation.ts'
import type { Pools } from './platform/database/pools.ts'
import type { Logger } from './platform/log.ts'
import { sweepShares } from './screenshare/keeper.ts'

/** How often each is looked after, in milliseconds. */
const BATCHES_MS = 500
const CLAIMS_MS = 30_000
const FORGET_MS = 60 * 60_000

/** What a node does of its own accord. Every node does all of it: the database's locks see to it that each thing is done once. */
export function startChores(pools: Pools, log: Logger): { close(): Promise<void> } {
  let halted = false
  const running = new Set<Promise<unknown>>()
  const every = (ms: number, what: string, work: () => Promise<unknown>) => {
    let busy = false
    return setInterval(() => {
      if (busy) return
      busy = true
      const run: Promise<unknown> = work()
        .catch((error: Error) => log.warn({ err: error.message }, what))
        .finally(() => {
          busy = false
          running.delete(run)
        })
      running.add(run)
    }, ms)
  }
  const timers = [
    every(BATCHES_MS, 'batches could not be worked on', () => runBatches(pools, () => halted)),
    every(CLAIMS_MS, 'claims could not be returned', () => returnClaims(pools)),
    every(FORGET_MS, 'old notifications could not be swept away', () =>
      asIdentity(pools, STAFF_CLASS, 'write', sweepNotifications),
    ),
    every(CLAIMS_MS, 'old signals could not be swept away', () => asIdentity(pools, STAFF_CLASS, 'write', sweepShares)),
    every(FORGET_MS, 'old batches could not be forgotten', () => forgetBatches(pools)),
  ]
  return {
    close: async () => {
      halted = true
      for (const timer of timers) clearInterval(timer)
      await Promise.all(running)
    },
  }
}

import { forgetBatches, runBatches } from './batches/runner.ts'
import { returnClaims } from './desk/returnClaims.ts'
import type { Live } from './live/live.ts'
import type { Mailer } from './platform/mail/mailer.ts'
import { removeOldInvitations } from './people/removeOldInvitations.ts'
import { sendMails } from './people/sendMails.ts'
import { sweepNotifications } from './notifications/sweepNotifications.ts'
import { MAINTENANCE, STAFF_CLASS } from './platform/database/identity.ts'
import { asIdentity } from './platform/database/operation.ts'
import type { Pools } from './platform/database/pools.ts'
import type { Logger } from './platform/log.ts'
import { sweepShares } from './screenshare/shareHeartbeat.ts'
import { removeExpired } from './viewer/removeExpired.ts'

/** How often each is looked after, in milliseconds. Batches are begun at the word of them: this is for those of dead nodes. */
const BATCHES_MS = 5_000
/** Mails are sent at the word of them as well: this is for those that have failed, or were left behind. */
const MAILS_MS = 10_000
const CLAIMS_MS = 30_000
const FORGET_MS = 60 * 60_000

interface Deps {
  pools: Pools
  live: Pick<Live, 'onTold'>
  /** Null where no mail server is known. */
  mailer: Mailer | null
  log: Logger
}

/** What a node does of its own accord. Every node does all of it: the database's locks see to it that each thing is done once. */
export function startChores({ pools, live, mailer, log }: Deps): { close(): Promise<void> } {
  let halted = false
  const running = new Set<Promise<unknown>>()
  const timers: NodeJS.Timeout[] = []
  /** Does something every so often; returns how to have it done at once. Asked for while it is done, it is done once more. */
  const every = (ms: number, what: string, work: () => Promise<unknown>): (() => void) => {
    let busy = false
    let again = false
    const run = () => {
      if (halted) return
      again = busy
      if (busy) return
      busy = true
      const one: Promise<unknown> = work()
        .catch((error: Error) => log.warn({ err: error.message }, what))
        .finally(() => {
          busy = false
          running.delete(one)
          if (again) run()
        })
      running.add(one)
    }
    timers.push(setInterval(run, ms))
    return run
  }
  const batches = every(BATCHES_MS, 'batches could not be worked on', () => runBatches(pools, () => halted))
  live.onTold('batch_jobs', batches)
  if (mailer)
    live.onTold(
      'people',
      every(MAILS_MS, 'mail could not be sent', () => sendMails({ pools, mailer, log }, () => halted)),
    )
  every(CLAIMS_MS, 'claims could not be returned', () => returnClaims(pools))
  every(CLAIMS_MS, 'old signals could not be swept away', () => asIdentity(pools, STAFF_CLASS, 'write', sweepShares))
  every(FORGET_MS, 'old notifications could not be swept away', () =>
    asIdentity(pools, STAFF_CLASS, 'write', sweepNotifications),
  )
  every(FORGET_MS, 'old batches could not be forgotten', () => forgetBatches(pools))
  every(FORGET_MS, 'expired sign-ins and old invitations could not be removed', () =>
    asIdentity(pools, MAINTENANCE, 'write', async () => {
      await removeExpired()
      await removeOldInvitations()
    }),
  )
  return {
    close: async () => {
      halted = true
      for (const timer of timers) clearInterval(timer)
      await Promise.all(running)
    },
  }
}

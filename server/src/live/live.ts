import { DESK } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import type { Logger } from '../platform/log.ts'
import type { CursorSeal } from './cursor.ts'
import { readTopicsAfter } from './changes.ts'
import { hintReceiver } from './hintReceiver.ts'
import { listenForHints } from './hints.ts'
import { Hub } from './hub.ts'
import { logHorizon, type LogPosition, readConcerned, readLogAfter, readRevocations } from './log.ts'
import { BroadcastReceiver } from './broadcast.ts'
import type { RedisHints } from './redisHints.ts'
import { Rights, type StillValid } from './rights.ts'

/** How often the log is checked in case a hint was lost, in milliseconds. Updates are guaranteed within 2 seconds. */
const TICK_MS = 1_000
/** The maximum number of events of one tick; a longer gap wakes all groups. */
const TICK_EVENTS = 1_000

/** The live updates of a node: the hub, the rights of its connections, and the encryption of its cursors. */
export interface Live {
  readonly hub: Hub
  readonly rights: Rights
  readonly seal: CursorSeal
  readonly broadcast: BroadcastReceiver
  close(): Promise<void>
}

interface Deps {
  pools: Pools
  hintsUrl: string
  seal: CursorSeal
  stillValid: StillValid
  /** Drops cached data about these people. */
  forget(userId: string): void
  log: Logger
  /** Where the hints of other nodes come from besides PostgreSQL. */
  redis?: { hints: RedisHints; channel: string } | undefined
  /** Tests turn hints off to check that polling alone is enough, and polling to check that hints arrive. */
  hints?: boolean
  polling?: boolean
}

/** Starts listening and polling; nothing is read before the first subscription. */
export function startLive(deps: Deps): Live {
  const { pools, hintsUrl, seal, stillValid, forget, log, redis, hints = true, polling = true } = deps
  const hub = new Hub(log)
  const rights = new Rights(hub, stillValid)
  const broadcast = new BroadcastReceiver(log)
  rights.watchers.add((userIds) => hub.wakePeople(userIds))
  let position: { tickets: LogPosition; topics: LogPosition } | undefined
  let ticking = false

  const quietly = (work: Promise<unknown>, what: string) =>
    work.catch((error: Error) => log.warn({ err: error.message }, what))

  const wake = async (ticketIds: Set<string>, receivedAt?: number) => {
    const topics = new Set([...ticketIds].map((id) => `ticket:${id}`).concat('inbox'))
    hub.wake(topics, receivedAt)
    if (!hub.followsOwnInboxes()) return
    // If it is not known whom it concerns, all are woken; their reads are retried until they succeed.
    hub.wakeOwnInboxes(await readConcerned(pools, ticketIds).catch(() => null), receivedAt)
  }

  const tick = async () => {
    if (ticking) return
    ticking = true
    try {
      rights.expire(Date.now())
      const first = position === undefined
      const generation = pools.generation.current
      const { changed, topics, revocations } = await asIdentity(pools, DESK, 'read', async () => {
        if (!position) {
          const horizon = await logHorizon()
          position = { tickets: horizon, topics: horizon }
        }
        const changed = await readLogAfter(position.tickets, TICK_EVENTS)
        return { changed, topics: await readTopicsAfter(position.topics), revocations: await readRevocations() }
      })
      if (pools.generation.current !== generation && generation !== '') return
      position = { tickets: changed.position, topics: topics.position }
      await rights.seen(revocations)
      if (topics.topics.size > 0) hub.wake(topics.topics)
      // Events written before the first check are not read by it, and earlier subscribers may have missed a hint.
      if (first || changed.more) hub.wakeAll()
      else if (changed.ticketIds.length > 0) await wake(new Set(changed.ticketIds))
    } finally {
      ticking = false
    }
  }

  const receive = hintReceiver({
    ticketsChanged: (ids, at) => void quietly(wake(ids, at), 'a hint could not be processed'),
    rightsChanged: (userIds) => {
      for (const userId of userIds) forget(userId)
      void quietly(rights.check(userIds), 'rights could not be checked')
    },
    topicsChanged: (topics, at) => hub.wake(topics, at),
    broadcast: (message) => broadcast.receive(message),
  })
  const target = { receive, interrupted: () => hub.wakeAll() }
  // Also with Redis: commands, jobs and nodes without Redis notify.
  const listener = hints ? listenForHints(hintsUrl, target, log) : undefined
  if (hints && redis) redis.hints.listen(redis.channel, target)
  // The positions of a database that may have been restored mean nothing: subscribers resume from their cursors, which are checked.
  pools.generation.onChange(() => {
    position = undefined
    hub.disconnect()
  })
  const check = () => void quietly(tick(), 'the log could not be checked')
  const ticker = polling ? setInterval(check, TICK_MS) : undefined

  return {
    hub,
    rights,
    seal,
    broadcast,
    close: async () => {
      clearInterval(ticker)
      hub.close()
      await listener?.close()
    },
  }
}

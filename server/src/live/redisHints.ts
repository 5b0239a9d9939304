import { randomUUID } from 'node:crypto'
import type { HintTarget } from './hints.ts'
import type { Logger } from '../platform/log.ts'

/** How long to wait before connecting again, in milliseconds. */
const RETRY_MS = 500
/** How long connecting may take, in milliseconds. */
const CONNECT_TIMEOUT_MS = 5_000
/** How often a connection is used at least, and how long Redis may say nothing before it is given up, in milliseconds. */
const PING_MS = 3_000
const SILENCE_MS = 10_000
/** Publications that may wait for a slow Redis; more are dropped, and polling finds what they were about. */
const WAITING_MAX = 1_000

/** Hints between nodes through Redis: publish and subscribe, nothing is stored. */
export interface RedisHints {
  /** Passes these hints to this node at once and to all others. Never fails: hints that cannot be sent are dropped. */
  publish(hints: readonly string[]): void
  /** Starts receiving. Nodes with the same channel belong to the same desk. */
  listen(channel: string, target: HintTarget): void
  /** Whether hints of this node reach the others, and theirs this one. */
  isUp(): boolean
  close(): Promise<void>
}

/** Connects to Redis, and again whenever the connection is lost; meanwhile polling finds what has changed. */
export async function openRedisHints(url: string, log: Logger): Promise<RedisHints> {
  // Only desks with REDIS_URL load the library.
  const { createClient } = await import('@redis/client')
  const node = randomUUID()
  const publisher = createClient({
    url,
    // Hints that wait for a reconnection are of no use: everything is read again then.
    disableOfflineQueue: true,
    commandsQueueMaxLength: WAITING_MAX,
    pingInterval: PING_MS,
    socket: { reconnectStrategy: RETRY_MS, connectTimeout: CONNECT_TIMEOUT_MS, socketTimeout: SILENCE_MS },
  })
  const subscriber = publisher.duplicate({ disableOfflineQueue: false })
  let channel: string | undefined
  let target: HintTarget | undefined
  let waiting: string[] = []
  let isLost = false

  // Both connections report each failed attempt: one line for each outage.
  const lost = (error: Error) => {
    if (!isLost) log.warn({ err: error.message }, 'Redis cannot be reached; polling until it is back')
    isLost = true
  }
  const ready = () => {
    if (!publisher.isReady || !subscriber.isReady) return
    if (isLost) log.info('Redis is back')
    isLost = false
    target?.interrupted()
  }
  for (const client of [publisher, subscriber]) {
    client.on('error', lost)
    client.on('ready', ready)
    // It retries until it is closed.
    client.connect().catch(lost)
  }

  const receive = (text: string) => {
    const message = readMessage(text)
    if (!message) log.warn('a message in Redis is not a hint of Parley')
    else if (message.node !== node) for (const hint of message.hints) target?.receive(hint)
  }
  const flush = () => {
    const hints = waiting
    waiting = []
    if (channel === undefined || !publisher.isReady) return
    publisher.publish(channel, JSON.stringify({ node, hints })).catch(() => {})
  }

  return {
    publish: (hints) => {
      for (const hint of hints) target?.receive(hint)
      // One publication for all transactions that end in the same turn of the event loop.
      if (waiting.length === 0) setImmediate(flush)
      waiting.push(...hints)
    },
    listen: (name, receiver) => {
      channel = name
      target = receiver
      // Kept by the library, which subscribes again after a reconnection.
      subscriber.subscribe(name, receive).catch(lost)
    },
    isUp: () => publisher.isReady && subscriber.isReady,
    close: async () => {
      for (const client of [publisher, subscriber]) if (client.isOpen) client.destroy()
    },
  }
}

function readMessage(text: string): { node: string; hints: string[] } | undefined {
  try {
    const { node, hints } = JSON.parse(text) as { node: unknown; hints: unknown }
    const isValid = typeof node === 'string' && Array.isArray(hints) && hints.every((hint) => typeof hint === 'string')
    return isValid ? { node, hints: hints as string[] } : undefined
  } catch {
    return undefined
  }
}

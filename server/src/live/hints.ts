import pg from 'pg'
import type { Logger } from '../platform/log.ts'

/** How long to wait before listening again, in milliseconds. */
const RETRY_MS = 500
/** How long connecting may take, in milliseconds. */
const CONNECT_TIMEOUT_MS = 5_000

/**
 * The notifications that a node receives: ids of what changed, and ephemeral broadcast messages. `receivedAt` is when the first of
 * those that are handled together arrived (`performance.now()`).
 */
interface HintHandlers {
  ticketsChanged(ids: Set<string>, receivedAt: number): void
  /** Topics of `changeFeed`s, as `<topic>:<user id or staff>`. */
  topicsChanged(topics: Set<string>, receivedAt: number): void
  rightsChanged(userIds: Set<string>): void
  /** An ephemeral broadcast message, never stored: `<kind>:<text>`. */
  broadcast(message: string): void
  /** Hints may have been missed. */
  interrupted(): void
}

/**
 * Listens on PostgreSQL's `parley` channel and reconnects when the connection is lost. Hints that arrive together are
 * handled together.
 */
export function listenForHints(url: string, handlers: HintHandlers, log: Logger): { close(): Promise<void> } {
  let client: pg.Client | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined
  const pending = { t: new Set<string>(), r: new Set<string>(), c: new Set<string>() }
  let scheduled = false
  let receivedAt = 0

  const flush = () => {
    scheduled = false
    const { t, r, c } = pending
    pending.t = new Set()
    pending.r = new Set()
    pending.c = new Set()
    // Rights first: a person whose access is revoked before an event must not receive it.
    if (r.size > 0) handlers.rightsChanged(r)
    if (t.size > 0) handlers.ticketsChanged(t, receivedAt)
    if (c.size > 0) handlers.topicsChanged(c, receivedAt)
  }

  const receive = ({ payload = '' }: pg.Notification) => {
    const kind = payload.slice(0, 2)
    // One change of many tickets sends a single hint.
    const rest = payload.slice(2)
    if (kind === 't:') rest.split(',').forEach((id) => pending.t.add(id))
    else if (kind === 'r:') pending.r.add(rest)
    else if (kind === 'c:') pending.c.add(rest)
    else if (kind === 'e:') return handlers.broadcast(rest)
    if (scheduled) return
    scheduled = true
    receivedAt = performance.now()
    setImmediate(flush)
  }

  const connect = async () => {
    if (closed) return
    const next = new pg.Client({
      connectionString: url,
      application_name: 'parley hints',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    })
    client = next
    const lost = once((error?: Error) => {
      if (closed) return
      log.warn({ err: error?.message }, 'the hint connection was lost; polling until it is back')
      retry = setTimeout(() => void connect(), RETRY_MS)
      void next.end().catch(() => {})
    })
    next.on('error', lost)
    next.on('end', () => lost())
    next.on('notification', receive)
    try {
      await next.connect()
      await next.query('LISTEN parley')
      handlers.interrupted()
    } catch (error) {
      lost(error as Error)
    }
  }
  void connect()

  return {
    close: async () => {
      closed = true
      clearTimeout(retry)
      await client?.end().catch(() => {})
    },
  }
}

function once<A extends unknown[]>(work: (...args: A) => void): (...args: A) => void {
  let done = false
  return (...args) => {
    if (done) return
    done = true
    work(...args)
  }
}

import pg from 'pg'
import type { Logger } from '../platform/log.ts'

/** How long to wait before listening again, in milliseconds. */
const RETRY_MS = 500
/** How long connecting may take, in milliseconds. */
const CONNECT_TIMEOUT_MS = 5_000

/** Where hints go: to `receive`; `interrupted` is called when some may have been missed. */
export interface HintTarget {
  receive(hint: string): void
  interrupted(): void
}

/** Listens on PostgreSQL's `parley` channel and reconnects when the connection is lost. */
export function listenForHints(url: string, target: HintTarget, log: Logger): { close(): Promise<void> } {
  let client: pg.Client | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined
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
    next.on('notification', ({ payload = '' }) => target.receive(payload))
    try {
      await next.connect()
      await next.query('LISTEN parley')
      target.interrupted()
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

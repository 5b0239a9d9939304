import { createClient, type Client } from 'graphql-ws'
import { WebSocket } from 'ws'
import { eventually } from './eventually.ts'
import type { Actor, TestApp } from './testApp.ts'

/** How long a delivery is waited for before the test fails, in milliseconds: it only ends a test that hangs. */
const PATIENCE_MS = 120_000

/** A live feed whose deliveries are taken one by one, in order. */
export interface Feed<T = any> {
  /** The next delivery; waits for it. Rejects when the feed ends or nothing comes for `ms`. */
  next(ms?: number): Promise<T>
  /** Takes deliveries until one satisfies `wanted`; returns all of them. */
  until(wanted: (value: T) => boolean, ms?: number): Promise<T[]>
  /** What has been delivered and not been taken yet. */
  pending(): T[]
  stop(): void
}

/**
 * A WebSocket client as the product's: graphql-ws, with the actor's token. It does not retry unless told. It connects once
 * its feeds will begin after what has been committed (see settled).
 */
export function wsClient(
  app: Pick<TestApp, 'url' | 'sql'>,
  actor: Actor | null,
  options: { retryAttempts?: number } = {},
): Client {
  return createClient({
    url: async () => {
      await settled(app)
      return `${app.url.replace('http', 'ws')}/graphql`
    },
    webSocketImpl: WebSocket,
    retryAttempts: options.retryAttempts ?? 0,
    lazy: true,
    ...(actor && { connectionParams: { authorization: `Bearer ${actor.token}` } }),
  })
}

/** Subscribes; deliveries queue up until they are taken. */
export function subscribe(
  client: Client,
  query: string,
  variables: Record<string, unknown> = {},
  extensions?: Record<string, unknown>,
): Feed {
  const queue: any[] = []
  let ended: { error?: unknown } | undefined
  let wake: () => void = () => {}
  const stop = client.subscribe(
    { query, variables, extensions },
    {
      next: (result) => {
        queue.push(result)
        wake()
      },
      error: (error) => {
        ended = { error }
        wake()
      },
      complete: () => {
        ended ??= {}
        wake()
      },
    },
  )
  const next = async (ms = PATIENCE_MS) => {
    const deadline = Date.now() + ms
    while (queue.length === 0) {
      if (ended) throw ended.error ?? new Error('The feed has ended.')
      const left = deadline - Date.now()
      if (left <= 0) throw new Error(`Nothing was delivered within ${ms} ms.`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    return queue.shift()
  }
  return {
    next,
    until: async (wanted, ms = PATIENCE_MS) => {
      const taken = []
      do taken.push(await next(ms))
      while (!wanted(taken.at(-1)))
      return taken
    },
    pending: () => queue,
    stop,
  }
}

/** Subscribes, and resolves once the feed is followed: what is committed from then on comes by it. */
export async function followed(client: Client, query: string, variables: Record<string, unknown> = {}): Promise<Feed> {
  const feed = subscribe(client, query, variables, { followed: true })
  await feed.next()
  return feed
}

const LAST_COMMITTED = `select greatest((select max(txid) from ticket_events), (select max(txid) from live_changes))::text as txid`
const IS_BEFORE_FEEDS = `select coalesce($1::text::xid8 < pg_snapshot_xmin(pg_current_snapshot()), true) as is`

/**
 * Waits until feeds that start from now on begin after everything that had been committed when it was called. They begin
 * before the oldest open transaction of the cluster, which may be one of another test file.
 */
export async function settled(app: Pick<TestApp, 'sql'>): Promise<void> {
  const [last] = await app.sql<{ txid: string | null }>(LAST_COMMITTED)
  await eventually('feeds begin after what was committed', async () => {
    const [before] = await app.sql<{ is: boolean }>(IS_BEFORE_FEEDS, [last!.txid])
    return before!.is
  })
}

import pg from 'pg'
import type { Logger } from '../log.ts'

/** The connection timeout, in milliseconds. */
const CONNECT_TIMEOUT_MS = 5_000
/** The interval at which a lock held by another node is requested and tried again, in milliseconds. */
const TRY_EVERY_MS = 100
const ASK_EVERY_MS = 1_000
/** A node whose machine vanishes without closing its connections loses its locks after about this long, in seconds. */
const KEEPALIVE = { idle: 10, interval: 5, count: 2 }

const CHANNEL = 'parley_locks'
const SESSION = Object.entries(KEEPALIVE).map(([name, value]) => `-c tcp_keepalives_${name}=${value}`)

/** Callbacks about the locks that a node holds. */
interface LockListener {
  /** Another node requests this lock. */
  wanted(key: string): void
  /** The connection is lost, and all locks with it. */
  lost(): void
}

/**
 * Locks that only one node at a time can hold, as PostgreSQL advisory locks of one connection: a node that dies releases
 * all its locks. They do not distinguish callers within a node; the caller has to.
 */
export class NodeLocks {
  readonly #url: string
  readonly #log: Logger
  readonly #held = new Set<string>()
  #listener: LockListener = { wanted: () => {}, lost: () => {} }
  #connection: Promise<pg.Client> | undefined
  #closed = false

  /** Connects when the first lock is taken. */
  constructor(url: string, log: Logger) {
    this.#url = url
    this.#log = log
  }

  listen(listener: LockListener): void {
    this.#listener = listener
  }

  /**
   * Takes a lock, asking its holder to release it; false if it was not released in time. Throws if the database is unavailable.
   */
  async take(key: string, deadline: number, signal: AbortSignal): Promise<boolean> {
    for (let asked = 0; !signal.aborted; await pause(TRY_EVERY_MS)) {
      const client = await this.#connect()
      if (await this.#try(client, key)) return true
      if (Date.now() >= deadline) return false
      if (Date.now() - asked < ASK_EVERY_MS) continue
      asked = Date.now()
      await client.query('SELECT pg_notify($1, $2)', [CHANNEL, key])
    }
    return false
  }

  /** Releases a lock. Does nothing if the lock was already lost. */
  async give(key: string): Promise<void> {
    if (!this.#held.delete(key)) return
    const client = await this.#connection?.catch(() => undefined)
    await client?.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [key]).catch(() => undefined)
  }

  async close(): Promise<void> {
    this.#closed = true
    const client = await this.#connection?.catch(() => undefined)
    await client?.end().catch(() => undefined)
  }

  async #try(client: pg.Client, key: string): Promise<boolean> {
    const { rows } = await client.query<{ got: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS got',
      [key],
    )
    if (rows[0]!.got) this.#held.add(key)
    return rows[0]!.got
  }

  #connect(): Promise<pg.Client> {
    if (this.#closed) return Promise.reject(new Error('The node is closing.'))
    this.#connection ??= this.#open().catch((error: Error) => {
      this.#connection = undefined
      throw error
    })
    return this.#connection
  }

  async #open(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'parley locks',
      // Several requests may call this at once.
      pipeline: true,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      options: SESSION.join(' '),
    })
    let isOver = false
    const over = (error?: Error) => {
      if (isOver) return
      isOver = true
      this.#connection = undefined
      this.#held.clear()
      void client.end().catch(() => undefined)
      if (this.#closed) return
      this.#log.warn({ err: error?.message }, 'the connection that holds the upload locks was lost')
      this.#listener.lost()
    }
    client.on('error', over)
    client.on('end', () => over())
    client.on('notification', ({ payload }) => {
      if (payload && this.#held.has(payload)) this.#listener.wanted(payload)
    })
    await client.connect()
    await client.query(`LISTEN ${CHANNEL}`)
    return client
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

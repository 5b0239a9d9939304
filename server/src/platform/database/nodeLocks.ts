import pg from 'pg'
import type { Logger } from '../log.ts'

/** How long a connection may take to come about, in milliseconds. */
const CONNECT_TIMEOUT_MS = 5_000
/** Locks that another node has are tried for this often, and asked for that often, in milliseconds. */
const TRY_EVERY_MS = 100
const ASK_EVERY_MS = 1_000
/** A node whose machine vanishes without a word has lost its locks after about this long, in seconds. */
const KEEPALIVE = { idle: 10, interval: 5, count: 2 }

const CHANNEL = 'parley_locks'
const SESSION = Object.entries(KEEPALIVE).map(([name, value]) => `-c tcp_keepalives_${name}=${value}`)

/** Callbacks about the locks that a node holds. */
interface LockListener {
  /** Another node wants this one. */
  wanted(key: string): void
  /** The connection is gone, and all locks with it. */
  lost(): void
}

/**
 * Locks of which all nodes over a database have one at a time, as PostgreSQL's advisory locks of one connection: a node
 * that dies gives back all it has. Within a node they tell nobody apart; that is the caller's to do.
 */
export class NodeLocks {
  readonly #url: string
  readonly #log: Logger
  readonly #held = new Set<string>()
  #listener: LockListener = { wanted: () => {}, lost: () => {} }
  #connection: Promise<pg.Client> | undefined
  #closed = false

  /** Connects with the first lock, not before. */
  constructor(url: string, log: Logger) {
    this.#url = url
    this.#log = log
  }

  listen(listener: LockListener): void {
    this.#listener = listener
  }

  /**
   * Takes a lock, asking its holder to release it; false if it could not be taken in time. Throws without a database.
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

  /** Gives a lock back. One that is lost already needs no giving back. */
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
      // Several requests ask at once.
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

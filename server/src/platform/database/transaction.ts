import type { Writable } from 'node:stream'
import pg from 'pg'
import { poolWaitSeconds } from '../metrics.ts'
import { currentRequest } from '../requestScope.ts'
import { RequestError } from '../userError.ts'
import type { Identity } from './identity.ts'
import { identitySql, roleSql } from './identity.ts'
import { poolFor, type Pools } from './pools.ts'

/** Whether a transaction only reads, from one snapshot. */
export type Mode = 'read' | 'write'

/** A query that is to be sent, and its result on the connection on which it was sent last. */
interface Waiting {
  send: (client: pg.PoolClient) => Promise<unknown>
  sent?: Promise<unknown>
}

const ignore = () => {}

/**
 * One transaction under one identity. The connection is taken at the first query and returned at the end; queries are sent
 * immediately and run one after another, as the protocol requires.
 */
export class Transaction {
  readonly #pools: Pools
  readonly #identity: Identity
  readonly #mode: Mode
  readonly #isAbandoned: () => boolean
  /** Releases the person's connection slot. */
  #leave: () => void = ignore
  #client: pg.PoolClient | undefined
  /** Set by the first query: whether a connection with a transaction is open, or could not be obtained. */
  #begun: Promise<pg.PoolClient> | undefined
  /** What is sent together with BEGIN; null once it has been sent. */
  #packet: Waiting[] | null = []
  /** The queries so far; each settles with its own, and the list never rejects. */
  readonly #asked: Promise<void>[] = []
  #ending: Promise<void> | undefined

  constructor(pools: Pools, identity: Identity, mode: Mode, isAbandoned = () => false) {
    this.#pools = pools
    this.#identity = identity
    this.#mode = mode
    this.#isAbandoned = isAbandoned
  }

  /** Sends one query after the previous ones, without waiting for their results. Throws PostgreSQL's errors. */
  query<R extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<R>> {
    if (this.#ending) return Promise.reject(new Error('The transaction has already ended.'))
    const result = this.#send((client) => client.query<R>(config))
    this.#asked.push(result.then(ignore, ignore))
    return result
  }

  /** Waits for all queries, ends the transaction (COMMIT or ROLLBACK), and returns the connection. A failed commit throws. */
  end(outcome: 'commit' | 'rollback'): Promise<void> {
    this.#ending ??= Promise.all(this.#asked).then(() => this.#client && this.#endOn(this.#client, outcome))
    return this.#ending.finally(() => this.#leave())
  }

  /**
   * Sends COMMIT behind the queries so far, without waiting for their results, in the same packet if none was sent yet. If a query
   * fails, this throws as well: PostgreSQL rolls back. If the connection is lost before the answer, all of it may be sent again.
   */
  commitAlong(): Promise<void> {
    if (!this.#begun || this.#ending) return this.end('commit')
    const committed = this.#send((client) => client.query('commit'))
    void committed
      .then(
        () => this.#client?.release(),
        () => this.#client?.release(true),
      )
      .finally(() => this.#leave())
    return (this.#ending = committed.then(({ command }) => mustBe('COMMIT', command)))
  }

  async #endOn(client: pg.PoolClient, outcome: 'commit' | 'rollback'): Promise<void> {
    let command: string
    try {
      ;({ command } = await client.query(outcome))
    } catch (error) {
      client.release(true)
      if (outcome === 'commit') throw error
      return
    }
    client.release()
    if (outcome === 'commit') mustBe('COMMIT', command)
  }

  /** What is sent before there is a connection goes out in one packet with BEGIN and the identity; the rest once it has begun. */
  #send<T>(send: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    if (this.#client) return send(this.#client)
    if (!this.#packet) return this.#begun!.then(send)
    const waiting: Waiting = { send }
    this.#packet.push(waiting)
    this.#begun ??= this.#begin(this.#packet)
    // If the transaction cannot be started, that error is reported.
    return this.#begun.then(() => waiting.sent as Promise<T>)
  }

  async #begin(packet: Waiting[]): Promise<pg.PoolClient> {
    // A query reads one snapshot: no commit may fall between a page, its count and the cursor to resume from.
    const mode = this.#mode === 'read' ? ' ISOLATION LEVEL REPEATABLE READ, READ ONLY' : ''
    const begin = `BEGIN${mode}; ${identitySql(this.#identity)}${this.#mode === 'write' ? requestSql() : ''}${roleSql(this.#identity)}`
    const pool = this.#pools.for(this.#identity)
    this.#leave = await this.#pools.enter(this.#identity, this.#mode)
    // Connections that died while idle are only noticed here, where nothing has been done yet and a retry is harmless.
    for (let tries = pool.totalCount + 1; ; tries--) {
      const waited = poolWaitSeconds.startTimer({ pool: poolFor(this.#identity) })
      const client = await pool.connect().finally(waited)
      // Its client asks again. What nobody waits for would delay those who do wait, most of all where everybody is late already.
      if (this.#isAbandoned()) {
        client.release()
        throw new RequestError('SERVICE_UNAVAILABLE', 'Nobody waits for the response.')
      }
      try {
        await together(client, () => {
          const begun = client.query(begin)
          for (const one of packet) (one.sent = one.send(client)).catch(ignore)
          this.#packet = null
          return begun
        })
        return (this.#client = client)
      } catch (error) {
        client.release(true)
        if (tries <= 0) throw error
      }
    }
  }
}

/** Sends several queries in one packet: each packet costs the server a system call, and PostgreSQL a wake-up. */
function together<T>(client: pg.PoolClient, send: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  try {
    return send()
  } finally {
    stream.uncork()
  }
}

/** After a failed statement PostgreSQL answers COMMIT with ROLLBACK: nothing was written, so this must throw. */
function mustBe(expected: 'COMMIT', command: string): void {
  if (command !== expected) throw new Error('The transaction was rolled back.')
}

// Request data for the audit log's triggers. It comes from outside, so it is quoted by PostgreSQL's rules.
function requestSql(): string {
  const request = currentRequest()
  return request ? `, set_config('parley.request', ${pg.escapeLiteral(JSON.stringify(request))}, true)` : ''
}

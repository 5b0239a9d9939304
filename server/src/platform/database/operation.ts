import { AsyncLocalStorage } from 'node:async_hooks'
import type { Writable } from 'node:stream'
import type { Span } from '@opentelemetry/api'
import pg from 'pg'
import { poolWaitSeconds } from '../metrics.ts'
import { currentRequest } from '../requestScope.ts'
import { inCall, isTraced, markFailed, startSpan, under } from '../tracing.ts'
import { NoIdentityError } from './errors.ts'
import type { Identity } from './identity.ts'
import { identitySql, roleSql } from './identity.ts'
import { poolFor, type Pools } from './pools.ts'
import { retryConflict } from './retry.ts'

type Mode = 'read' | 'write'

const ignore = () => {}
/** How much of a statement a span has, in characters. */
const STATEMENT_MAX = 500

/**
 * One operation is one transaction under one identity. The connection is taken at the first query and returned at the end;
 * queries are sent immediately and run one after another, as the protocol requires.
 */
export class Operation {
  readonly identity: Identity
  readonly #pools: Pools
  readonly #mode: Mode
  /** Releases the person's connection slot. */
  #leave: () => void = ignore
  #client: pg.PoolClient | undefined
  /** Set by the first query: whether a connection with a transaction is open, or could not be obtained. */
  #begun: Promise<pg.PoolClient> | undefined
  /** The queries so far; each settles with its own, and the chain never rejects. */
  readonly #asked: Promise<void>[] = []
  /** From the first query to the end. */
  #span: Span | undefined
  #ended = false

  constructor(pools: Pools, identity: Identity, mode: Mode) {
    this.identity = identity
    this.#pools = pools
    this.#mode = mode
  }

  /** Sends one query after the previous ones, without waiting for their results. Throws PostgreSQL's errors. */
  query<R extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<R>> {
    if (this.#ended) return Promise.reject(new Error('The operation has already ended.'))
    // The checks that a node repeats each second belong to no operation and to no job: they would hide the others.
    if (isTraced())
      this.#span ??= startSpan('transaction', { 'db.system.name': 'postgresql', 'db.user': poolFor(this.identity) })
    const result = this.#span ? this.#traced<R>(config, this.#span) : this.#send<R>(config)
    this.#asked.push(result.then(ignore, ignore))
    return result
  }

  #send<R extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<R>> {
    return this.#client ? this.#client.query<R>(config) : this.#beginWith<R>(config)
  }

  /** The text of a statement has no values; a few short commands, which have no parameters, are named by their first word alone. */
  #traced<R extends pg.QueryResultRow>(config: pg.QueryConfig, span: Span): Promise<pg.QueryResult<R>> {
    const name = /\w+/.exec(config.text)?.[0].toUpperCase() ?? 'query'
    const statement = config.name ? { 'db.query.text': config.text.trim().slice(0, STATEMENT_MAX) } : {}
    return under(span, () => inCall(name, statement, () => this.#send<R>(config)))
  }

  /**
   * Ends the transaction (COMMIT or ROLLBACK) and returns the connection to its pool. A failed commit throws. Without a query
   * there is nothing to end; ending it again does nothing, so it can always be rolled back in a `finally`.
   */
  async end(outcome: 'commit' | 'rollback'): Promise<void> {
    if (this.#ended) return
    // No query is accepted from here on: a later one would take a connection that nothing returns.
    this.#ended = true
    let done = false
    try {
      await this.#end(outcome)
      done = true
    } finally {
      this.#leave()
      if (!done && this.#span) markFailed(this.#span)
      this.#span?.end()
    }
  }

  async #end(outcome: 'commit' | 'rollback'): Promise<void> {
    await Promise.all(this.#asked)
    const client = this.#client
    if (!client) return
    let command: string
    try {
      ;({ command } = await client.query(outcome))
    } catch (error) {
      client.release(true)
      if (outcome === 'commit') throw error
      return
    }
    client.release()
    // After a failed statement PostgreSQL answers COMMIT with ROLLBACK: nothing was written, so this must throw.
    if (outcome === 'commit' && command !== 'COMMIT') throw new Error('The transaction was rolled back.')
  }

  /** BEGIN, the identity and the first query are sent together; queries made in the meantime follow once it has begun. */
  #beginWith<R extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<R>> {
    if (this.#begun) return this.#begun.then((client) => client.query<R>(config))
    let first: Promise<pg.QueryResult<R>>
    this.#begun = this.#begin((client) => {
      first = client.query<R>(config)
      // If the transaction cannot be started, that error is reported.
      first.catch(ignore)
    })
    return this.#begun.then(() => first)
  }

  async #begin(sendFirst: (client: pg.PoolClient) => void): Promise<pg.PoolClient> {
    // A query reads one snapshot: no commit may fall between a page, its count and the cursor to resume from.
    const mode = this.#mode === 'read' ? ' ISOLATION LEVEL REPEATABLE READ, READ ONLY' : ''
    const begin = `BEGIN${mode}; ${identitySql(this.identity)}${this.#mode === 'write' ? requestSql() : ''}${roleSql(this.identity)}`
    const pool = this.#pools.for(this.identity)
    this.#leave = await this.#pools.enter(this.identity, this.#mode)
    // Connections that died while idle are only noticed here, where nothing has been done yet and a retry is harmless.
    for (let tries = pool.totalCount + 1; ; tries--) {
      const waited = poolWaitSeconds.startTimer({ pool: poolFor(this.identity) })
      const client = await pool.connect().finally(waited)
      try {
        await together(client, () => {
          const begun = client.query(begin)
          sendFirst(client)
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

// Request data for the audit log's triggers. It comes from outside, so it is quoted by PostgreSQL's rules.
function requestSql(): string {
  const request = currentRequest()
  return request ? `, set_config('parley.request', ${pg.escapeLiteral(JSON.stringify(request))}, true)` : ''
}

const current = new AsyncLocalStorage<Operation>()

/**
 * The operation this code runs in. Throws NoIdentityError outside one: the database cannot be used without an identity.
 */
export function currentOperation(): Operation {
  const operation = current.getStore()
  if (!operation) throw new NoIdentityError()
  return operation
}

/** Runs `work` inside `operation`, without ending it. */
export function within<T>(operation: Operation, work: () => T): T {
  return current.run(operation, work)
}

/**
 * Runs `work` as one transaction under `identity`: commits when it returns, rolls back when it throws. A write that fails
 * because of a concurrent transaction is retried once, so `work` may have no effect outside the database.
 */
export function asIdentity<T>(pools: Pools, identity: Identity, mode: Mode, work: () => Promise<T>): Promise<T> {
  const transaction = async () => {
    const operation = new Operation(pools, identity, mode)
    try {
      const result = await within(operation, work)
      await operation.end('commit')
      return result
    } finally {
      await operation.end('rollback')
    }
  }
  return mode === 'write' ? retryConflict(transaction) : transaction()
}

/** Runs `work` in a savepoint: a failing statement undoes only its own writes, and the transaction continues. */
export async function savepoint<T>(work: () => Promise<T>): Promise<T> {
  const operation = currentOperation()
  await operation.query({ text: 'SAVEPOINT attempt' })
  try {
    const result = await work()
    await operation.query({ text: 'RELEASE SAVEPOINT attempt' })
    return result
  } catch (error) {
    await operation.query({ text: 'ROLLBACK TO SAVEPOINT attempt' })
    throw error
  }
}

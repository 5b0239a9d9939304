import { AsyncLocalStorage } from 'node:async_hooks'
import type { Span } from '@opentelemetry/api'
import type pg from 'pg'
import { inCall, isTraced, markFailed, startSpan, under } from '../tracing.ts'
import { NoIdentityError } from './errors.ts'
import type { Identity } from './identity.ts'
import { poolFor, type Pools } from './pools.ts'
import { retryConflict } from './retry.ts'
import { type Mode, Transaction } from './transaction.ts'

const ignore = () => {}
/** How much of a statement a span has, in characters. */
const STATEMENT_MAX = 500

/** One operation is one transaction under one identity, started by its first query; after commitAlong() another one, for reads. */
export class Operation {
  readonly identity: Identity
  readonly pools: Pools
  readonly #begin: (mode: Mode) => Transaction
  #transaction: Transaction
  /** From the first query to the end. */
  #span: Span | undefined
  #ended = false
  /** Whether it only reads, as everything does after commitAlong(). */
  #onlyReads: boolean

  /** An operation that `isAbandoned` before it has a connection is not run. */
  constructor(pools: Pools, identity: Identity, mode: Mode, isAbandoned?: () => boolean) {
    this.identity = identity
    this.pools = pools
    this.#begin = (of) => new Transaction(pools, identity, of, isAbandoned)
    this.#transaction = this.#begin(mode)
    this.#onlyReads = mode === 'read'
  }

  /** Sends one query after the previous ones, without waiting for their results. Throws PostgreSQL's errors. */
  query<R extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<R>> {
    if (this.#ended) return Promise.reject(new Error('The operation has already ended.'))
    // The checks that a node repeats each second belong to no operation and to no job: they would hide the others.
    if (isTraced())
      this.#span ??= startSpan('transaction', { 'db.system.name': 'postgresql', 'db.user': poolFor(this.identity) })
    return this.#span ? this.#traced<R>(config, this.#span) : this.#transaction.query<R>(config)
  }

  /** The text of a statement has no values; a few short commands, which have no parameters, are named by their first word alone. */
  #traced<R extends pg.QueryResultRow>(config: pg.QueryConfig, span: Span): Promise<pg.QueryResult<R>> {
    const name = /\w+/.exec(config.text)?.[0].toUpperCase() ?? 'query'
    const statement = config.name ? { 'db.query.text': config.text.trim().slice(0, STATEMENT_MAX) } : {}
    return under(span, () => inCall(name, statement, () => this.#transaction.query<R>(config)))
  }

  /**
   * Sends COMMIT together with the queries so far, which must be harmless to repeat: after a lost connection they are sent again.
   * Resolves when it is committed. The operation can still read, in another transaction.
   */
  commitAlong(): Promise<void> {
    const committed = this.#transaction.commitAlong()
    // The query that failed reports why.
    committed.catch(ignore)
    this.#transaction = this.#begin('read')
    this.#onlyReads = true
    return committed
  }

  /** Writes in another transaction after commitAlong(), which must have written nothing. */
  startAgain(): void {
    void this.#transaction.end('rollback')
    this.#transaction = this.#begin('write')
    this.#onlyReads = false
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
      const ending = this.#transaction.end(this.#onlyReads ? 'rollback' : outcome)
      // How a transaction ends that has only read does not matter; the response need not wait for it.
      if (!this.#onlyReads) await ending
      done = true
    } finally {
      if (!done && this.#span) markFailed(this.#span)
      this.#span?.end()
    }
  }
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

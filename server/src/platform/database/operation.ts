import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { currentRequest } from '../requestScope.ts'
import { NoIdentityError } from './errors.ts'
import type { Identity } from './identity.ts'
import { identitySql } from './identity.ts'
import type { Pools } from './pools.ts'

type Mode = 'read' | 'write'

/**
 * One operation = one transaction under one identity. The connection is taken at the first query and given back at the
 * end; queries run one after another, as the protocol has it.
 */
export class Operation {
  readonly identity: Identity
  readonly #pool: pg.Pool
  readonly #mode: Mode
  #client: pg.PoolClient | undefined
  #tail: Promise<unknown> = Promise.resolve()
  #ended = false
  readonly #afterCommit: (() => void)[] = []

  constructor(pools: Pools, identity: Identity, mode: Mode) {
    this.identity = identity
    this.#pool = pools.for(identity)
    this.#mode = mode
  }

  /** Sends one query after those before it. Throws what PostgreSQL says. */
  query<R extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<R>> {
    const run = async () => {
      if (this.#ended) throw new Error('The operation has ended: a query came after its answer.')
      return this.#client ? this.#client.query<R>(config) : this.#beginWith<R>(config)
    }
    const result = this.#tail.then(run, run)
    this.#tail = result.catch(() => undefined)
    return result
  }

  /** Has something done once this has been committed, and not at all if it is not. It must not throw. */
  afterCommit(work: () => void): void {
    this.#afterCommit.push(work)
  }

  /** Ends the transaction: COMMIT, or ROLLBACK. A commit that fails throws. Without a query there is nothing to end. */
  async end(outcome: 'commit' | 'rollback'): Promise<void> {
    await this.#tail
    this.#ended = true
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
    // A failed statement makes PostgreSQL answer COMMIT with ROLLBACK: nothing was written, so say so.
    if (outcome !== 'commit') return
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back.')
    for (const work of this.#afterCommit) work()
  }

  /** BEGIN, the identity and the first query go out together; the query's result counts only when the others went well. */
  async #beginWith<R extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<R>> {
    // All of a query sees one moment: a page, its count and the cursor to go on from must not have a commit between them.
    const mode = this.#mode === 'read' ? ' ISOLATION LEVEL REPEATABLE READ, READ ONLY' : ''
    const begin = `BEGIN${mode}; ${identitySql(this.identity)}${this.#mode === 'write' ? requestSql() : ''}`
    // Connections that died while idle are only found out here, where nothing has happened yet and a retry is harmless.
    for (let tries = this.#pool.totalCount + 1; ; tries--) {
      const client = await this.#pool.connect()
      const begun = client.query(begin)
      const first = client.query<R>(config)
      const [beginning, result] = await Promise.allSettled([begun, first])
      if (beginning.status === 'fulfilled') {
        this.#client = client
        if (result.status === 'rejected') throw result.reason
        return result.value
      }
      client.release(true)
      if (tries <= 0) throw beginning.reason
    }
  }
}

// What the audit log's triggers tell of the request: it came from outside, so it is quoted as PostgreSQL has it.
function requestSql(): string {
  const request = currentRequest()
  return request ? `, set_config('parley.request', ${pg.escapeLiteral(JSON.stringify(request))}, true)` : ''
}

const current = new AsyncLocalStorage<Operation>()

/** The operation this code runs in. Throws NoIdentityError outside one: there is no way to the database without an identity. */
export function currentOperation(): Operation {
  const operation = current.getStore()
  if (!operation) throw new NoIdentityError()
  return operation
}

/** Runs `work` inside `operation`, without ending it. */
export function within<T>(operation: Operation, work: () => T): T {
  return current.run(operation, work)
}

/** Runs `work` as one transaction under `identity`: commits when it returns, rolls back when it throws. */
export async function asIdentity<T>(pools: Pools, identity: Identity, mode: Mode, work: () => Promise<T>): Promise<T> {
  const operation = new Operation(pools, identity, mode)
  try {
    const result = await within(operation, work)
    await operation.end('commit')
    return result
  } catch (error) {
    await operation.end('rollback')
    throw error
  }
}

/** Runs `work` so that a failing statement in it undoes only its own writes, and the transaction goes on. */
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

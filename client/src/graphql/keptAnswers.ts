import { makeOperation, type Client, type Exchange, type Operation, type OperationResult } from '@urql/core'
import { filter, makeSubject, merge, pipe, share } from 'wonka'
import { actingViewer } from './actingViewer.ts'
import { useConnection } from './connection.ts'
import { errorCode } from './errors.ts'
import type { KeptStore } from './keptStore.ts'
import { operationName } from './operationName.ts'

const isOffline = (): boolean => typeof navigator !== 'undefined' && navigator.onLine === false

/**
 * Keeps the last answers of the queries with these names, and gives them where the network does not answer: tickets and
 * lists that were open stay readable, also after a reload. Each person has their own. It goes below the cache and above all
 * that tries again. A query that was answered so is asked again once the network is back.
 */
export class KeptAnswers {
  readonly #names: ReadonlySet<string>
  readonly #store: KeptStore
  /** Answered from what is kept. */
  readonly #old = new Map<number, Operation>()
  readonly #found = makeSubject<OperationResult>()
  readonly #again = makeSubject<Operation>()
  #client: Client | undefined

  constructor(names: readonly string[], store: KeptStore) {
    this.#names = new Set(names)
    this.#store = store
  }

  readonly exchange: Exchange = ({ client, forward }) => {
    this.#client = client
    return (operations) => {
      const shared = share(operations)
      const sent = pipe(
        shared,
        filter((operation) => !this.#isWithoutNetwork(operation)),
      )
      const answered = pipe(
        merge([sent, this.#again.source]),
        forward,
        filter((result) => !this.#isUnanswered(result)),
      )
      return merge([answered, this.#found.source])
    }
  }

  /** The network is back: asks again for what is shown of old answers. */
  refresh = (): void => {
    for (const operation of this.#old.values()) {
      const context = { ...operation.context, requestPolicy: 'network-only' as const }
      this.#client?.reexecuteOperation(makeOperation('query', operation, context))
    }
    this.#old.clear()
  }

  #isKept(operation: Operation): boolean {
    return operation.kind === 'query' && this.#names.has(operationName(operation))
  }

  /** Trying would only delay the answer: the browser knows that there is no network. */
  #isWithoutNetwork(operation: Operation): boolean {
    if (operation.kind === 'teardown') this.#old.delete(operation.key)
    if (!isOffline() || !this.#isKept(operation)) return false
    void this.#find(operation).then((isFound) => isFound || this.#again.next(operation))
    return true
  }

  /** Whether the network did not answer; then what is kept is the answer, or else this error. */
  #isUnanswered(result: OperationResult): boolean {
    const { operation, data, error } = result
    if (!this.#isKept(operation)) return false
    if (data && !error) void this.#store.write(keyOf(operation), data).catch(() => undefined)
    if (errorCode(error) !== 'NETWORK') return false
    void this.#find(operation).then((isFound) => isFound || this.#found.next(result))
    return true
  }

  async #find(operation: Operation): Promise<boolean> {
    const data = await this.#store.read(keyOf(operation))
    if (data === undefined) return false
    this.#old.set(operation.key, operation)
    this.#found.next({ operation, data, stale: false, hasNext: false })
    return true
  }
}

/** Asks again when the network or the live connection is back. */
export const refreshWithNetwork = (kept: KeptAnswers): void => {
  window.addEventListener('online', kept.refresh)
  useConnection.subscribe((now, before) => {
    if (now.state === 'online' && before.state !== 'online') kept.refresh()
  })
}

/** An answer belongs to one person, and to one version of the document. */
const keyOf = (operation: Operation): string =>
  [actingViewer() ?? '', operationName(operation), operation.key, JSON.stringify(operation.variables)].join(' ')

import {
  getOperationName,
  makeOperation,
  type Client,
  type Exchange,
  type Operation,
  type OperationResult,
} from '@urql/core'
import { filter, makeSubject, merge, pipe, share } from 'wonka'
import { isOffline } from '../lib/isOffline.ts'
import { actingViewer } from './actingViewer.ts'
import { onNetworkReturn, useConnection } from './connection.ts'
import { errorCode } from './errors.ts'
import type { KeptStore } from './keptStore.ts'

/** By then what is shown has been asked for again, and the rest of what is kept is forgotten. */
const FORGOTTEN_AFTER_MS = 30_000

const nameOf = ({ query }: Operation): string => getOperationName(query) ?? ''

/**
 * Keeps the last answers of the queries with these names, and gives them where the network does not answer: tickets and
 * lists that were open stay readable, also after a reload. Each person has their own. It goes below the cache and above all
 * that tries again. A query that was answered so is asked again once the network is back. What nobody shows then is
 * forgotten: messages may have been deleted meanwhile, and tickets may no longer be the reader's to see.
 */
export class KeptAnswers {
  readonly #names: ReadonlySet<string>
  readonly #store: KeptStore
  /** Those of its queries that are shown. */
  readonly #shown = new Map<number, Operation>()
  /** The keys of those that were answered from what is kept. */
  readonly #old = new Set<number>()
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

  /** The server is reached again: asks for what is shown of old answers. */
  refresh = (): void => this.#ask([...this.#shown.values()].filter(({ key }) => this.#old.has(key)))

  /** The network is back: asks for all that is shown, so that it stays readable when the rest is forgotten. */
  renew = (): void => this.#ask([...this.#shown.values()])

  /** Forgets what was kept before this moment. */
  forgetBefore = (moment: number): Promise<void> => this.#store.forgetBefore(moment)

  #ask(operations: readonly Operation[]): void {
    this.#old.clear()
    for (const operation of operations) {
      const context = { ...operation.context, requestPolicy: 'network-only' as const }
      this.#client?.reexecuteOperation(makeOperation('query', operation, context))
    }
  }

  #isKept(operation: Operation): boolean {
    return operation.kind === 'query' && this.#names.has(nameOf(operation))
  }

  /** Trying would only delay the answer: the browser knows that there is no network. */
  #isWithoutNetwork(operation: Operation): boolean {
    if (operation.kind === 'teardown') {
      this.#shown.delete(operation.key)
      this.#old.delete(operation.key)
    }
    if (!this.#isKept(operation)) return false
    this.#shown.set(operation.key, operation)
    if (!isOffline()) return false
    void this.#find(operation).then((isFound) => isFound || this.#again.next(operation))
    return true
  }

  /** Whether the network did not answer; then what is kept is the answer, or else this error. */
  #isUnanswered(result: OperationResult): boolean {
    const { operation, data, error } = result
    if (!this.#isKept(operation)) return false
    if (data && !error) void this.#store.write(keyOf(operation), data)
    if (errorCode(error) !== 'NETWORK') return false
    void this.#find(operation).then((isFound) => isFound || this.#found.next(result))
    return true
  }

  async #find(operation: Operation): Promise<boolean> {
    const data = await this.#store.read(keyOf(operation))
    if (data === undefined) return false
    this.#old.add(operation.key)
    this.#found.next({ operation, data, stale: false, hasNext: false })
    return true
  }
}

/** Asks again when the network or the live connection is back, and forgets what may be out of date. */
export const refreshWithNetwork = (kept: Pick<KeptAnswers, 'refresh' | 'renew' | 'forgetBefore'>): void => {
  const forgetLater = (moment: number): void => {
    const forget = () => {
      if (useConnection.getState().state === 'online') void kept.forgetBefore(moment)
      else forgetLater(moment)
    }
    setTimeout(forget, FORGOTTEN_AFTER_MS)
  }
  forgetLater(Date.now())
  onNetworkReturn(() => {
    kept.renew()
    forgetLater(Date.now())
  })
  useConnection.subscribe((now, before) => {
    if (now.state === 'online' && before.state !== 'online') kept.refresh()
  })
}

/** An answer belongs to one person, and to one version of the document. */
const keyOf = (operation: Operation): string =>
  [actingViewer() ?? '', nameOf(operation), operation.key, JSON.stringify(operation.variables)].join(' ')

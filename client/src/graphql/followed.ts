import { makeOperation, type Client, type Exchange, type Operation, type OperationResult } from '@urql/core'
import { map, pipe, tap } from 'wonka'

/** Fields of queries by the field of a subscription without a cursor, or of a write, that tells of their changes. */
export type Told = Record<string, readonly string[]>

/** So many queries that are not on screen are remembered: pages that were scrolled past, tickets that were read. */
const HIDDEN_KEPT = 100

/** A query whose answer a feed keeps live. */
type Read = {
  operation: Operation
  /** Whether somebody shows it. */
  isShown: boolean
  /** Sent, and not answered yet. */
  isUnderWay: boolean
  /** Its answer may be older than what the feed has told since. */
  isDue: boolean
}

/**
 * Closes the gap between a query and the moment its feed is followed, at the start as after a dropped socket: what is
 * shown is read again once the server has said that the feed is followed; what was under way meanwhile, once it is
 * answered; what is not on screen, when it is shown again.
 */
export class FollowedFeeds {
  readonly #told: Told
  /** Those that are shown, and of the others the latest. */
  readonly #reads = new Map<number, Read>()
  /** Whether some that are not shown were forgotten: one that is shown again may be older than what its feed has told. */
  #hasForgotten = false
  #client: Client | undefined

  constructor(told: Told) {
    this.#told = told
  }

  /** The first of the client's exchanges, so that it sees what the cache answers as well. */
  readonly exchange: Exchange = ({ client, forward }) => {
    this.#client = client
    return (operations) =>
      pipe(
        operations,
        map((operation) => this.#sent(operation)),
        forward,
        tap((result) => this.#answered(result)),
      )
  }

  /** How many queries are remembered. */
  get size(): number {
    return this.#reads.size
  }

  /** Whether lists depend on knowing when this subscription is followed. */
  tells(subscription: Operation): boolean {
    return rootFields(subscription).some((field) => field in this.#told)
  }

  /** The server follows this subscription's feed (again): what it told before may have been missed. */
  followed(subscription: Operation): void {
    for (const read of this.#toldBy(rootFields(subscription))) {
      if (read.isShown && !read.isUnderWay) this.#again(read)
      else read.isDue = true
    }
  }

  #sent(operation: Operation): Operation {
    const { key, kind, context } = operation
    const known = this.#reads.get(key)
    if (kind === 'teardown') {
      if (known) this.#hide(key, known)
      return operation
    }
    if (kind !== 'query' || !this.#isTold(operation)) return operation
    const isMissed = known ? known.isDue && !known.isUnderWay : this.#hasForgotten
    this.#reads.set(key, { operation, isShown: true, isUnderWay: true, isDue: known?.isDue === true && !isMissed })
    const isKept = isMissed && context.requestPolicy === 'cache-first'
    return isKept ? makeOperation(kind, operation, { ...context, requestPolicy: 'cache-and-network' }) : operation
  }

  #hide(key: number, read: Read): void {
    this.#reads.delete(key)
    this.#reads.set(key, { ...read, isShown: false, isUnderWay: false })
    const hidden = [...this.#reads].filter(([, { isShown }]) => !isShown)
    for (const [oldest] of hidden.slice(0, Math.max(0, hidden.length - HIDDEN_KEPT))) {
      this.#reads.delete(oldest)
      this.#hasForgotten = true
    }
  }

  #answered({ operation, data, stale }: OperationResult): void {
    if (operation.kind !== 'query') {
      // What is under way may have been read before this change, and the cache may not know the list yet.
      for (const read of this.#toldBy(Object.keys(data ?? {}))) if (read.isUnderWay) read.isDue = true
      return
    }
    const read = this.#reads.get(operation.key)
    if (!read || stale) return
    read.isUnderWay = false
    if (read.isDue && read.isShown) this.#again(read)
  }

  #again(read: Read): void {
    const { operation } = read
    read.isDue = false
    const context = { ...operation.context, requestPolicy: 'network-only' as const }
    this.#client?.reexecuteOperation(makeOperation('query', operation, context))
  }

  #toldBy(subscribed: readonly string[]): Read[] {
    const fields = new Set(subscribed.flatMap((field) => this.#told[field] ?? []))
    return [...this.#reads.values()].filter(({ operation }) => rootFields(operation).some((field) => fields.has(field)))
  }

  #isTold(query: Operation): boolean {
    const asked = rootFields(query)
    return Object.values(this.#told).some((fields) => asked.some((field) => fields.includes(field)))
  }
}

/** What an operation asks for at the top. */
const rootFields = ({ query }: Operation): string[] =>
  query.definitions.flatMap((definition) =>
    'operation' in definition
      ? definition.selectionSet.selections.flatMap((field) => ('name' in field ? [field.name.value] : []))
      : [],
  )

import { makeOperation, type Client, type Exchange, type Operation, type OperationResult } from '@urql/core'
import { map, pipe, tap } from 'wonka'

/**
 * Query fields to refetch, by the subscription (without cursor) or mutation field that reports their changes. With `again` only after a
 * reconnect: what changes between the query and the first start of the feed does not matter.
 */
export type FeedQueries = Record<string, readonly string[] | { again: readonly string[] }>

/** How many queries that are not on screen are remembered: pages scrolled past, tickets read. */
const HIDDEN_KEPT = 100

/** A query that a feed keeps up to date. */
type Read = {
  operation: Operation
  /** Whether a component shows it. */
  isShown: boolean
  /** In flight. */
  isUnderWay: boolean
  /** Its result may be older than a change the feed has delivered since. */
  isDue: boolean
}

/**
 * Closes the gap between a query and the start of its subscription, initially and after a reconnect: visible
 * queries are refetched once the server confirms the subscription; queries in flight, once they
 * complete; hidden queries, when they are shown again.
 */
export class FollowedFeeds {
  readonly #feedQueries: FeedQueries
  /** The visible queries, and the most recent hidden ones. */
  readonly #reads = new Map<number, Read>()
  /** Whether hidden queries were dropped: one that is shown again may be stale. */
  #hasForgotten = false
  /** The subscriptions that have been confirmed before. */
  readonly #confirmed = new Set<number>()
  #client: Client | undefined

  constructor(feedQueries: FeedQueries) {
    this.#feedQueries = feedQueries
  }

  /** The first exchange of the client, so that it also sees results from the cache. */
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

  /** Whether queries depend on this subscription or mutation. */
  hasQueries(operation: Operation): boolean {
    return rootFields(operation).some((field) => field in this.#feedQueries)
  }

  /** The server confirmed this subscription (again): earlier changes may have been missed. */
  followed(subscription: Operation): void {
    const isAgain = this.#confirmed.has(subscription.key)
    this.#confirmed.add(subscription.key)
    for (const read of this.#queriesOf(rootFields(subscription), isAgain)) {
      if (read.isShown && !read.isUnderWay) this.#again(read)
      else read.isDue = true
    }
  }

  #sent(operation: Operation): Operation {
    const { key, kind, context } = operation
    const known = this.#reads.get(key)
    if (kind === 'teardown') {
      this.#confirmed.delete(key)
      if (known) this.#hide(key, known)
      return operation
    }
    if (kind !== 'query' || !this.#isFollowed(operation)) return operation
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
      // A query in flight may have been read before this change, and the cache may not know the list yet.
      for (const read of this.#queriesOf(Object.keys(data ?? {}))) if (read.isUnderWay) read.isDue = true
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

  #queriesOf(subscribed: readonly string[], isAgain = true): Read[] {
    const fields = new Set(subscribed.flatMap((field) => this.#fieldsOf(field, isAgain)))
    return [...this.#reads.values()].filter(({ operation }) => rootFields(operation).some((field) => fields.has(field)))
  }

  #isFollowed(query: Operation): boolean {
    const asked = rootFields(query)
    return Object.keys(this.#feedQueries).some((feed) =>
      asked.some((field) => this.#fieldsOf(feed, true).includes(field)),
    )
  }

  #fieldsOf(feed: string, isAgain: boolean): readonly string[] {
    const fields = this.#feedQueries[feed] ?? []
    if (!('again' in fields)) return fields
    return isAgain ? fields.again : []
  }
}

/** The root fields of an operation. */
const rootFields = ({ query }: Operation): string[] =>
  query.definitions.flatMap((definition) =>
    'operation' in definition
      ? definition.selectionSet.selections.flatMap((field) => ('name' in field ? [field.name.value] : []))
      : [],
  )

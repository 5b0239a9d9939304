import { makeOperation, type Client, type Exchange, type Operation, type OperationResult } from '@urql/core'
import { pipe, tap } from 'wonka'

type Ticket = { id: string; lastSeq?: number }
type Read = { operation: Operation; ticket: Required<Ticket> }

/** Where many write, the feed is ahead of every answer. */
const MOST_ATTEMPTS = 2

/** In the context of a query: its answer is where the ticket's feed starts. */
export const STARTS_FEED = { startsFeed: true }

/**
 * The conversation and the details of a ticket are several queries, and its feed starts where the conversation ends. What
 * happened after the answer of another query, but before that of the conversation, is in neither; and an answer that is
 * older than the feed replaces what the feed has brought. So a query that tells its `lastSeq` is asked again if the
 * page knows of a later one. It goes below the cache, and sees only what the network answers.
 */
export class OlderAnswers {
  /** The last answers of the queries that are shown. */
  readonly #reads = new Map<number, Read>()
  /** The last entry of each ticket that its conversation or its feed has told. */
  readonly #known = new Map<string, number>()
  /** How often each was asked again in a row. */
  readonly #attempts = new Map<number, number>()

  readonly exchange: Exchange =
    ({ client, forward }) =>
    (operations) =>
      pipe(
        operations,
        tap(({ kind, key }) => void (kind === 'teardown' && this.#hidden(key))),
        forward,
        tap((result) => this.#answered(client, result)),
      )

  #hidden(key: number): void {
    this.#reads.delete(key)
    this.#attempts.delete(key)
  }

  #answered(client: Client, { operation, data }: OperationResult): void {
    const ticket = ticketOf(data)
    if (ticket?.lastSeq === undefined) return
    const { id, lastSeq } = ticket
    if (operation.kind === 'subscription') return void this.#known.set(id, lastSeq)
    if (operation.kind !== 'query') return
    if ('startsFeed' in operation.context) {
      this.#known.set(id, lastSeq)
      for (const read of this.#reads.values())
        if (read.ticket.id === id && read.ticket.lastSeq < lastSeq) this.#again(client, read.operation)
      return
    }
    this.#reads.set(operation.key, { operation, ticket: { id, lastSeq } })
    if (lastSeq < (this.#known.get(id) ?? 0)) this.#again(client, operation)
    else this.#attempts.delete(operation.key)
  }

  #again(client: Client, operation: Operation): void {
    const attempts = this.#attempts.get(operation.key) ?? 0
    if (attempts === MOST_ATTEMPTS) return
    this.#attempts.set(operation.key, attempts + 1)
    const context = { ...operation.context, requestPolicy: 'network-only' as const }
    // Once the cache has written this answer. Nothing happens if nobody shows the query any longer.
    queueMicrotask(() => client.reexecuteOperation(makeOperation('query', operation, context)))
  }
}

/** The ticket of a query, or of a delivery of its feed. */
const ticketOf = (data: unknown): Ticket | undefined => {
  const { ticket, ticketEvents } = (data ?? {}) as { ticket?: Ticket; ticketEvents?: { ticket?: Ticket } }
  return ticket ?? ticketEvents?.ticket
}

import { getOperationName, type Client, type Exchange, type Operation, type OperationResult } from '@urql/core'
import { filter, makeSubject, map, merge, pipe } from 'wonka'
import { isOffline } from '../lib/isOffline.ts'
import { actingViewer } from './actingViewer.ts'
import { useConnection } from './connection.ts'

/**
 * The changes that wait for the network. Sending one twice has the effect of sending it once: each sets a value, adds to or
 * removes from a set, or moves a marker forward. What is created by sending (tickets, messages) is not among them; nor is
 * who works on a ticket: somebody who is there decides that.
 */
const WAITING_MUTATIONS = new Set(['Star', 'MarkRead', 'SetStatus', 'SetPriority', 'UpdateTags', 'React'])

/** The network below: `send` passes an operation on, also later than the page sent it. */
export type Network = { client: Client; send: (operation: Operation) => void }

/** See `WaitingChanges`. */
type Changes = {
  maySend: (operation: Operation) => boolean
  answered: (result: OperationResult) => OperationResult | undefined
  learn: (result: OperationResult) => void
  wake: () => Promise<void>
}
type Load = (network: Network) => Promise<Changes>

/**
 * Passes those changes to `waitingChanges.ts`, which is loaded when it is first needed: the sign-in page needs none of it.
 * It goes below the cache, and withholds answers that say no more than that there is no network.
 */
export class WaitingExchange {
  readonly #load: Load
  #network: Network | undefined
  #changes: Changes | undefined
  #opening: Promise<Changes> | undefined

  constructor(load: Load) {
    this.#load = load
  }

  readonly exchange: Exchange = ({ client, forward }) => {
    const later = makeSubject<Operation>()
    this.#network = { client, send: (operation) => later.next(operation) }
    return (operations) =>
      pipe(
        merge([
          pipe(
            operations,
            filter((operation) => this.#maySend(operation)),
          ),
          later.source,
        ]),
        forward,
        map((result) => this.#answered(result)),
        filter((result) => result !== undefined),
      )
  }

  /** Loads the code, once; again if it could not be loaded. */
  open = (): Promise<Changes> => {
    if (!this.#network) return Promise.reject(new Error('The client is not made yet.'))
    this.#opening ??= this.#load(this.#network).then(
      (changes) => (this.#changes = changes),
      (error: unknown) => {
        this.#opening = undefined
        throw error
      },
    )
    return this.#opening
  }

  /** Takes over what earlier pages of this user have left, and sends what waits. */
  wake = async (): Promise<void> => {
    if (actingViewer()) await this.open().then((changes) => changes.wake(), nothing)
  }

  #maySend(operation: Operation): boolean {
    const { kind, query } = operation
    const isOne = kind === 'mutation' && WAITING_MUTATIONS.has(getOperationName(query) ?? '')
    if (!isOne && kind !== 'teardown') return true
    if (this.#changes) return this.#changes.maySend(operation)
    if (isOne) void this.#hold(operation)
    return !isOne
  }

  /** Until the code is loaded. Without it, a change fails where there is no network. */
  async #hold(operation: Operation): Promise<void> {
    const maySend = await this.open().then(
      (changes) => changes.maySend(operation),
      () => true,
    )
    if (maySend) this.#network?.send(operation)
  }

  #answered(result: OperationResult): OperationResult | undefined {
    if (this.#changes) return this.#changes.answered(result)
    if (isOffline() && result.operation.kind === 'query' && actingViewer())
      void this.open().then((changes) => changes.learn(result), nothing)
    return result
  }
}

/** Wakes it when the network or the live connection is back. */
export const wakeWithNetwork = (waiting: Pick<WaitingExchange, 'wake'>): void => {
  const wake = () => void waiting.wake()
  window.addEventListener('online', wake)
  useConnection.subscribe((now, before) => {
    if (now.state === 'online' && before.state !== 'online') wake()
  })
}

const nothing = (): void => undefined

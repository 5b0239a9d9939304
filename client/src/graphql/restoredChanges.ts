import { createRequest, getOperationName, type Client, type Operation, type OperationResult } from '@urql/core'
import { pipe, subscribe } from 'wonka'
import { declare, isDeclared } from '../lib/crossTab.ts'
import { isOffline } from '../lib/isOffline.ts'
import { uuid } from '../lib/uuid.ts'
import type { WaitingChange, WaitingStore } from './waitingStore.ts'

/** A change of this page: as stored, and its operation. Nothing on the page waits for the answer to a restored one. */
export type Item = { change: WaitingChange; operation: Operation; attempts: number; isRestored: boolean }

type Queue = {
  add: (item: Item) => void
  /** Whether it is neither sent nor being sent. */
  waits: (item: Item) => boolean
  wake: () => void
}

/** In the context of an operation: the waiting change that it shows. */
export const SHOWS = 'waitingChange'

/** The queries that have every field of a ticket that an optimistic result is made of. */
const WHOLE_TICKETS = new Set(['TicketPage', 'TicketDetails', 'TicketByNumber'])

/** How often to look for changes of other tabs that are open no longer. */
const LOOK_AGAIN_MS = 5_000

const tabLock = (tab: string): string => `parley-changes-of:${tab}`

/** Takes over the changes that earlier pages of this browser have left, and shows them again. */
export class RestoredChanges {
  /** The name of this tab. */
  readonly tab = uuid()
  readonly #client: Client
  readonly #store: WaitingStore
  readonly #queue: Queue
  /** The ids in what has come without a network. Changes of an earlier page may be restored after that. */
  readonly #known = new Set<string>()
  /** Those whose optimistic results are not on screen. */
  #unseen: Item[] = []
  #look: ReturnType<typeof setTimeout> | undefined

  constructor(client: Client, store: WaitingStore, queue: Queue) {
    this.#client = client
    this.#store = store
    this.#queue = queue
    declare(tabLock(this.tab))
  }

  /** Takes over those of this user whose tabs are open no longer. */
  takeOver = async (viewerId: string): Promise<void> => {
    const others = (await this.#store.all()).filter(({ viewerId: id, tab }) => id === viewerId && tab !== this.tab)
    clearTimeout(this.#look)
    for (const change of others.sort((a, b) => a.place - b.place))
      if (!(await isDeclared(tabLock(change.tab)))) await this.#restore({ ...change, tab: this.tab })
      // Its tab may be closed before it is sent; that of the page before a reload is not always gone yet.
      else this.#look = setTimeout(this.#queue.wake, LOOK_AGAIN_MS)
  }

  /** Notes which tickets have come from what is kept. */
  learn({ operation, data }: OperationResult): void {
    if (!isOffline() || !WHOLE_TICKETS.has(getOperationName(operation.query) ?? '')) return
    for (const [, id] of JSON.stringify(data ?? null).matchAll(/"id":"([^"]+)"/g)) this.#known.add(id!)
    this.#show()
  }

  async #restore(change: WaitingChange): Promise<void> {
    await this.#store.put(change)
    const operation = this.#client.createRequestOperation('mutation', createRequest(change.document, change.variables))
    const item = { change, operation, attempts: 0, isRestored: true }
    this.#queue.add(item)
    this.#unseen.push(item)
    this.#show()
  }

  /** Shows those of tickets that have come: the cache makes optimistic results of what it knows. */
  #show(): void {
    if (!isOffline()) return
    const isShowable = ({ change }: Item) => change.tickets.every((id) => this.#known.has(id))
    const items = this.#unseen.filter(isShowable)
    this.#unseen = this.#unseen.filter((item) => !isShowable(item))
    for (const item of items) {
      const { id, document, variables } = item.change
      // Once the cache has written them.
      queueMicrotask(() => {
        if (!this.#queue.waits(item)) return
        pipe(
          this.#client.executeMutation(createRequest(document, variables), { [SHOWS]: id }),
          subscribe(() => undefined),
        )
      })
    }
  }
}

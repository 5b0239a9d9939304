import {
  createRequest,
  getOperationName,
  makeOperation,
  stringifyDocument,
  type Client,
  type Exchange,
  type Operation,
  type OperationResult,
} from '@urql/core'
import { filter, makeSubject, map, merge, pipe, share, subscribe } from 'wonka'
import { backoff } from '../lib/backoff.ts'
import { declare, isDeclared, oneTabAtATime } from '../lib/crossTab.ts'
import { uuid } from '../lib/uuid.ts'
import { isOffline } from '../lib/isOffline.ts'
import { actingViewer } from './actingViewer.ts'
import { useConnection } from './connection.ts'
import { isPassing } from './errors.ts'
import { useWaiting, type Refused } from './waiting.ts'
import type { WaitingChange, WaitingStore } from './waitingStore.ts'
import { basedOn, isDoneAlready, mayWait, ticketsOf } from './waitingRules.ts'

export type OperationVariables = Record<string, unknown>

const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000
/** Without an answer by then a change is sent again: each has the same effect once or twice. */
const ANSWER_WITHIN_MS = 20_000

/** A change of this page: as stored, and its operation. `isUnseen`: restored, and its optimistic result is not on screen. */
type Item = { change: WaitingChange; operation: Operation; attempts: number; isRestored: boolean; isUnseen?: boolean }

/** In the context of an operation: the waiting change that it shows. */
const SHOWS = 'waitingChange'

/** The queries that have every field of a ticket that an optimistic result is made of. */
const WHOLE_TICKETS = new Set(['TicketPage', 'TicketDetails', 'TicketByNumber'])

/** How often to look for changes of other tabs that are open no longer. */
const LOOK_AGAIN_MS = 5_000

const tabLock = (tab: string): string => `parley-changes-of:${tab}`

/**
 * Changes of tickets that the network does not take are kept, in IndexedDB, and sent in order, one after the other, once it
 * is back. Until then their optimistic results stay on screen. Nothing is sent twice with another effect: see `waitingRules.ts`.
 * It goes below the cache, and withholds answers that say no more than that there is no network.
 */
export class WaitingChanges {
  readonly #names: ReadonlySet<string>
  readonly #store: WaitingStore
  readonly #tab = uuid()
  readonly #queue: Item[] = []
  /** Sent for the first time, and not answered yet. */
  readonly #direct = new Map<number, { place: number; late: ReturnType<typeof setTimeout> }>()
  readonly #again = makeSubject<Operation>()
  /** The ids in what has come without a network. Changes of an earlier page may be restored after that. */
  readonly #known = new Set<string>()
  #sending: Item | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #look: ReturnType<typeof setTimeout> | undefined
  #client: Client | undefined
  #place = 0

  constructor(names: readonly string[], store: WaitingStore) {
    this.#names = new Set(names)
    this.#store = store
    declare(tabLock(this.#tab))
  }

  readonly exchange: Exchange = ({ client, forward }) => {
    this.#client = client
    return (operations) => {
      const shared = share(operations)
      const sent = pipe(
        shared,
        filter((operation) => this.#maySend(operation)),
      )
      return pipe(
        merge([sent, this.#again.source]),
        forward,
        map((result) => this.#answered(result)),
        filter((result) => result !== undefined),
      )
    }
  }

  /** Takes over what earlier pages of this user have left, unless they are still open; and sends what waits. */
  wake = async (): Promise<void> => {
    const viewerId = actingViewer()
    // One tab takes each of them.
    if (viewerId) await oneTabAtATime('parley-changes', () => this.#takeOver(viewerId))
    for (const item of this.#queue) item.attempts = 0
    this.#next()
  }

  async #takeOver(viewerId: string): Promise<void> {
    const others = (await this.#store.all()).filter(({ viewerId: id, tab }) => id === viewerId && tab !== this.#tab)
    clearTimeout(this.#look)
    for (const change of others.sort((a, b) => a.place - b.place))
      if (!(await isDeclared(tabLock(change.tab)))) await this.#restore({ ...change, tab: this.#tab })
      // Its tab may be closed before it is sent; that of the page before a reload is not always gone yet.
      else this.#look = setTimeout(() => void this.wake(), LOOK_AGAIN_MS)
  }

  async #restore(change: WaitingChange): Promise<void> {
    await this.#store.put(change)
    const request = createRequest(change.document, change.variables)
    const operation = this.#client?.createRequestOperation('mutation', request)
    if (!operation) return
    this.#add({ change, operation, attempts: 0, isRestored: true, isUnseen: true })
    this.#showRestored()
  }

  /** Notes which tickets have come from what is kept. */
  #learn({ operation, data }: OperationResult): void {
    if (!isOffline() || !WHOLE_TICKETS.has(getOperationName(operation.query) ?? '')) return
    for (const [, id] of JSON.stringify(data ?? null).matchAll(/"id":"([^"]+)"/g)) this.#known.add(id!)
    this.#showRestored()
  }

  /** Shows restored changes of tickets that have come: the cache makes optimistic results of what it knows. */
  #showRestored(): void {
    if (!isOffline()) return
    const unseen = this.#queue.filter(({ isUnseen }) => isUnseen)
    for (const item of unseen.filter(({ change }) => ticketsOf(change.variables).every((id) => this.#known.has(id)))) {
      item.isUnseen = false
      const { id, document, variables } = item.change
      // Once the cache has written them.
      queueMicrotask(() => {
        if (!this.#client || !this.#queue.includes(item) || this.#sending === item) return
        pipe(
          this.#client.executeMutation(createRequest(document, variables), { [SHOWS]: id }),
          subscribe(() => undefined),
        )
      })
    }
  }

  #maySend(operation: Operation): boolean {
    if (operation.kind === 'teardown') {
      this.#takeDirect(operation)
      return true
    }
    const name = getOperationName(operation.query) ?? ''
    if (operation.kind !== 'mutation' || !this.#names.has(name)) return true
    const shown = this.#queue.find(({ change }) => change.id === operation.context[SHOWS])
    if (shown) {
      shown.operation = operation
      return false
    }
    if (!mayWait(name, operation.variables as OperationVariables)) return true
    this.#place = Math.max(Date.now(), this.#place + 0.001)
    if (!isOffline() && this.#queue.length === 0) {
      this.#sendDirect(operation, this.#place)
      return true
    }
    this.#keep(operation, this.#place)
    return false
  }

  #sendDirect(operation: Operation, place: number): void {
    this.#takeDirect(operation)
    const late = setTimeout(() => {
      if (this.#takeDirect(operation) === undefined) return
      this.#again.next(makeOperation('teardown', operation))
      this.#keep(operation, place)
    }, ANSWER_WITHIN_MS)
    this.#direct.set(operation.key, { place, late })
  }

  /** Its place, if it was sent and not answered. */
  #takeDirect({ key }: Operation): number | undefined {
    const sent = this.#direct.get(key)
    clearTimeout(sent?.late)
    this.#direct.delete(key)
    return sent?.place
  }

  #keep(operation: Operation, place: number): void {
    const viewerId = actingViewer() ?? ''
    const { query, variables } = operation
    const change = {
      ...{ id: uuid(), viewerId, tab: this.#tab, name: getOperationName(query) ?? '', place },
      ...{ document: stringifyDocument(query), variables: variables as OperationVariables },
    }
    const item = { change, operation, attempts: 0, isRestored: false }
    this.#add(item)
    void this.#store.put(change)
    this.#next()
  }

  #add(item: Item): void {
    this.#queue.push(item)
    this.#queue.sort((a, b) => a.change.place - b.change.place)
    this.#show()
  }

  #show(): void {
    const made = this.#queue.filter(({ change }) => change.name !== 'MarkRead')
    useWaiting.setState({ changes: made.map(({ change }) => ticketsOf(change.variables)) })
  }

  /** Sends the first change, unless one is being sent or has to wait. */
  #next(): void {
    const [first] = this.#queue
    if (!first || this.#sending || isOffline()) return
    // What was sent before the network went is still answered, or goes to the front of the queue.
    if (this.#direct.size > 0) return
    clearTimeout(this.#timer)
    if (first.attempts > 0) {
      const delay = backoff(first.attempts - 1, FIRST_RETRY_MS, LONGEST_RETRY_MS)
      this.#timer = setTimeout(() => this.#send(first), delay)
    } else this.#send(first)
  }

  #send(item: Item): void {
    if (this.#sending || this.#queue[0] !== item || isOffline()) return
    this.#sending = item
    item.attempts++
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#again.next(makeOperation('teardown', item.operation))
      this.#sending = undefined
      this.#next()
    }, ANSWER_WITHIN_MS)
    this.#again.next(item.operation)
  }

  /** The answer for the page; undefined if the change waits on. */
  #answered(result: OperationResult): OperationResult | undefined {
    const { operation, error } = result
    if (operation.kind === 'query') this.#learn(result)
    const item = this.#sending?.operation.key === operation.key ? this.#sending : undefined
    if (!item) {
      const place = this.#takeDirect(operation)
      if (place === undefined) return result
      const isKept = error !== undefined && isPassing(error)
      if (isKept) this.#keep(operation, place)
      else this.#rebase(result)
      this.#next()
      return isKept ? undefined : result
    }
    clearTimeout(this.#timer)
    this.#sending = undefined
    if (error && isPassing(error)) {
      this.#next()
      return undefined
    }
    const settled = isDoneAlready(result) ? withoutErrors(result) : result
    this.#done(item)
    this.#rebase(settled)
    this.#next()
    if (item.isRestored) this.#report(item, settled)
    return settled
  }

  /** Later changes of the same field no longer conflict with this one. */
  #rebase(result: OperationResult): void {
    if (refusalOf(result)) return
    for (const later of this.#queue) {
      const variables = basedOn(result, later.change)
      if (!variables) continue
      later.change = { ...later.change, variables }
      // With the same key: the page waits for the answer to it.
      later.operation = makeOperation('mutation', { ...later.operation, variables }, later.operation.context)
      void this.#store.put(later.change)
    }
  }

  #done(item: Item): void {
    this.#queue.splice(this.#queue.indexOf(item), 1)
    void this.#store.remove(item.change.id)
    this.#show()
  }

  /** Nothing on the page waits for the answer to what was restored: a refusal is shown all the same. */
  #report({ change }: Item, result: OperationResult): void {
    const payload = payloadOf(result)
    if (!refusalOf(result)) return
    useWaiting.setState(({ refused }) => ({ refused: [...refused, { ...change, payload }] }))
  }
}

/** Wakes it when the network or the live connection is back. */
export const wakeWithNetwork = (changes: WaitingChanges): void => {
  const wake = () => void changes.wake()
  window.addEventListener('online', wake)
  useConnection.subscribe((now, before) => {
    if (now.state === 'online' && before.state !== 'online') wake()
  })
}

const payloadOf = ({ data }: OperationResult) => Object.values((data ?? {}) as object)[0] as Refused['payload']
const refusalOf = (result: OperationResult) => result.error ?? payloadOf(result)?.errors?.[0]

const withoutErrors = (result: OperationResult): OperationResult => {
  const [[field, payload] = ['', {}]] = Object.entries((result.data ?? {}) as Record<string, object>)
  return { ...result, data: { ...result.data, [field]: { ...payload, errors: [] } } }
}

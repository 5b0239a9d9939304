import { getOperationName, makeOperation, stringifyDocument, type Operation, type OperationResult } from '@urql/core'
import { backoff } from '../lib/backoff.ts'
import { oneTabAtATime } from '../lib/crossTab.ts'
import { isOffline } from '../lib/isOffline.ts'
import { uuid } from '../lib/uuid.ts'
import { actingViewer } from './actingViewer.ts'
import { isPassing } from './errors.ts'
import { RestoredChanges, SHOWS, type Item } from './restoredChanges.ts'
import { useWaiting, type Refused } from './waiting.ts'
import type { Network } from './waitingExchange.ts'
import { basedOn, isDoneAlready, mayWait, ticketsOf, type Variables } from './waitingRules.ts'
import type { WaitingStore } from './waitingStore.ts'

const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000
/** Without an answer by then a change is sent again: each has the same effect once or twice. */
const ANSWER_WITHIN_MS = 20_000

/**
 * Changes of tickets that the network does not take are kept, in IndexedDB, and sent in order, one after the other, once it
 * is back. Until then their optimistic results stay on screen. Nothing is sent twice with another effect: see `waitingRules.ts`.
 */
export class WaitingChanges {
  readonly #send: Network['send']
  readonly #store: WaitingStore
  readonly #restored: RestoredChanges
  readonly #queue: Item[] = []
  /** Sent for the first time, and not answered yet. */
  readonly #direct = new Map<number, { place: number; late: ReturnType<typeof setTimeout> }>()
  #sending: Item | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #place = 0

  constructor({ client, send }: Network, store: WaitingStore) {
    this.#send = send
    this.#store = store
    this.#restored = new RestoredChanges(client, store, {
      add: (item) => this.#add(item),
      waits: (item) => this.#queue.includes(item) && this.#sending !== item,
      wake: () => void this.wake(),
    })
  }

  /** Takes over what earlier pages of this user have left, unless they are still open; and sends what waits. */
  wake = async (): Promise<void> => {
    const viewerId = actingViewer()
    // One tab takes each of them.
    if (viewerId) await oneTabAtATime('parley-changes', () => this.#restored.takeOver(viewerId))
    for (const item of this.#queue) item.attempts = 0
    this.#next()
  }

  /** Notes which tickets have come from what is kept. */
  learn(result: OperationResult): void {
    this.#restored.learn(result)
  }

  /** Whether a change goes to the network now; otherwise it is kept. */
  maySend(operation: Operation): boolean {
    if (operation.kind === 'teardown') {
      this.#takeDirect(operation)
      return true
    }
    const shown = this.#queue.find(({ change }) => change.id === operation.context[SHOWS])
    if (shown) {
      shown.operation = operation
      return false
    }
    if (!mayWait(getOperationName(operation.query) ?? '', operation.variables as Variables)) return true
    this.#place = Math.max(Date.now(), this.#place + 0.001)
    if (!isOffline() && this.#queue.length === 0) {
      this.#sendDirect(operation, this.#place)
      return true
    }
    this.#keep(operation, this.#place)
    return false
  }

  /** The answer for the page; undefined if the change waits on. */
  answered(result: OperationResult): OperationResult | undefined {
    const { operation, error } = result
    if (operation.kind === 'query') this.#restored.learn(result)
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

  #sendDirect(operation: Operation, place: number): void {
    this.#takeDirect(operation)
    const late = setTimeout(() => {
      if (this.#takeDirect(operation) === undefined) return
      this.#send(makeOperation('teardown', operation))
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
    const { query } = operation
    const variables = operation.variables as Variables
    const change = {
      ...{ id: uuid(), viewerId, tab: this.#restored.tab, name: getOperationName(query) ?? '', place },
      ...{ document: stringifyDocument(query), variables, tickets: ticketsOf(variables, operation.context) },
    }
    this.#add({ change, operation, attempts: 0, isRestored: false })
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
    useWaiting.setState({ changes: made.map(({ change }) => change) })
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
      this.#timer = setTimeout(() => this.#sendNow(first), delay)
    } else this.#sendNow(first)
  }

  #sendNow(item: Item): void {
    if (this.#sending || this.#queue[0] !== item || isOffline()) return
    this.#sending = item
    item.attempts++
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#send(makeOperation('teardown', item.operation))
      this.#sending = undefined
      this.#next()
    }, ANSWER_WITHIN_MS)
    this.#send(item.operation)
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

const payloadOf = ({ data }: OperationResult) => Object.values((data ?? {}) as object)[0] as Refused['payload']
const refusalOf = (result: OperationResult) => result.error ?? payloadOf(result)?.errors?.[0]

const withoutErrors = (result: OperationResult): OperationResult => {
  const [[field, payload] = ['', {}]] = Object.entries((result.data ?? {}) as Record<string, object>)
  return { ...result, data: { ...result.data, [field]: { ...payload, errors: [] } } }
}

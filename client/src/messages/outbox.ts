import { backoff } from '../lib/backoff.ts'
import { OrderedStore } from '../lib/orderedStore.ts'
import { uuid } from '../lib/uuid.ts'
import { isLimited, LIMITED, type NewMessage, newItem, repeated, retried } from './outboxItem.ts'
import type { OutboxItem, OutboxStore } from './outboxStore.ts'
import { openChannel, type Channel } from '../lib/crossTab.ts'
import { isOffline } from '../lib/isOffline.ts'
import { type MessageFiles, NO_FILES } from './outboxFiles.ts'
import { SendQueue } from './sendQueue.ts'
import type { SentMessages } from './sentMessages.ts'
import { TAKEN_BACK, undoLeft } from './undoSend.ts'

const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000

/** The outcome of one attempt. `refused` requires the user; `later` is retried, `limited` as soon as the server allows it. */
export type Outcome =
  | { kind: 'sent' }
  | { kind: 'refused'; code: string; message: string | null }
  | { kind: 'later' }
  | { kind: 'limited'; retryAfterMs: number }
type Deliver = (item: OutboxItem) => Promise<Outcome>
/** A change, as broadcast to the other tabs. */
type Change = { item: OutboxItem } | { sent: string } | { gone: string }

const NOTHING_SENT: SentMessages = { keep: async () => undefined, recent: async () => [] }

/**
 * One user's unacknowledged messages. They are shown at once, stored in IndexedDB, and sent in
 * order per ticket by one tab at a time. A message is removed only when acknowledged or discarded by the user.
 */
export class Outbox {
  readonly #viewerId: string
  readonly #store: OutboxStore
  readonly #deliver: Deliver
  readonly #files: MessageFiles
  readonly #sent: SentMessages
  readonly #channel: Channel<Change>
  readonly #messages = new OrderedStore<OutboxItem>(
    ({ clientId }) => clientId,
    ({ ticketId }) => ticketId,
  )
  readonly #queue: SendQueue
  readonly #stopping = new AbortController()
  /** Items that could not be stored: they last as long as the page. */
  readonly #unsaved = new Set<string>()

  constructor(
    viewerId: string,
    store: OutboxStore,
    deliver: Deliver,
    files: MessageFiles = NO_FILES,
    sent: SentMessages = NOTHING_SENT,
  ) {
    this.#viewerId = viewerId
    this.#store = store
    this.#deliver = deliver
    this.#files = files
    this.#sent = sent
    this.#channel = openChannel(`parley-outbox:${viewerId}`, (change) => this.#receive(change))
    this.#queue = new SendQueue(`parley-outbox:${viewerId}`, (ticketId) => this.#sendInOrder(ticketId))
  }

  /** Restores messages from an earlier page. */
  async start(): Promise<void> {
    const items = await this.#stored()
    for (const item of items) {
      this.#messages.show(item.state === 'failed' ? item : { ...item, state: 'queued' })
      if (item.uploads) this.#files.adopt(item, Promise.resolve())
    }
    this.wake()
  }

  /** Aborted when the outbox is stopped: another user has signed in. */
  get stopped(): AbortSignal {
    return this.#stopping.signal
  }

  stop(): void {
    this.#stopping.abort()
    this.#channel.close()
    this.#queue.stop()
  }

  subscribe = this.#messages.subscribe

  /** One ticket's messages, in order. The same array until something changes. */
  itemsOf = this.#messages.itemsOf

  /** How many messages are not with the server. */
  countUnsent = (): number => this.#messages.items().filter((item) => item.state !== 'sent').length

  /** Every message that is not in the log yet. */
  clientIds = (): string[] => this.#messages.items().map(({ clientId }) => clientId)

  /** Shows the message at once, stores it, and sends it in order: with files, once all are uploaded. */
  send(message: NewMessage): OutboxItem {
    const item = newItem(this.#viewerId, this.#messages.nextPosition(), message)
    this.#messages.show(item)
    void this.#keepAndSend(item)
    return item
  }

  /** What was acknowledged in the last hour, in order. */
  recentlySent = (): Promise<OutboxItem[]> => this.#sent.recent(this.#viewerId)

  /** Sends an acknowledged message again that the desk no longer has. */
  sendAgain(sent: OutboxItem): void {
    if (this.#messages.find(sent.clientId)?.state === 'sending') return
    const item = repeated(sent)
    this.#messages.show(item)
    void this.#keepAndSend(item)
  }

  /** Retries a failed message without what was refused with it: its ticket changes, or its quote. */
  async retryWithout(clientId: string, part: 'alsoSet' | 'quote'): Promise<void> {
    const item = this.#messages.find(clientId)
    if (!item) return
    this.#messages.show({ ...item, [part]: undefined })
    return this.retry(clientId)
  }

  /** Retries a failed message, with its text unchanged or edited. */
  async retry(clientId: string, body?: string): Promise<void> {
    const old = this.#messages.find(clientId)
    if (!old) return
    const fresh = retried(old, body)
    this.#files.recheck(fresh)
    // The server has another text with this id, so the edited message needs a new id.
    if (fresh.body === old.body && old.problem?.code !== 'IDEMPOTENCY_CONFLICT') {
      this.#messages.show(fresh)
      return this.#keepAndSend(fresh)
    }
    fresh.clientId = uuid()
    this.#messages.hide(clientId)
    this.#messages.show(fresh)
    // The new one is stored before the old one is removed, so that neither is lost.
    const sending = this.#keepAndSend(fresh)
    await this.#forget(clientId)
    return sending
  }

  /** Takes back a message that is not being sent yet: it stays unsent until its author decides. Returns whether that was in time. */
  takeBack(clientId: string): boolean {
    const item = this.#messages.find(clientId)
    if (!item || undoLeft(item) === 0) return false
    const kept: OutboxItem = { ...item, state: 'failed', undoUntil: undefined, problem: TAKEN_BACK }
    this.#messages.show(kept)
    void this.#keep(kept).then(() => this.#queue.drain(item.ticketId))
    return true
  }

  /** Discards a message on the user's request. */
  async discard(clientId: string): Promise<void> {
    this.#messages.hide(clientId)
    this.#files.discard(clientId)
    await this.#forget(clientId)
  }

  /** Removes one file from a message; an empty message is discarded. */
  async removeFile(clientId: string, uploadId: string): Promise<void> {
    const item = this.#messages.find(clientId)
    if (!item) return
    const uploads = item.uploads?.filter((id) => id !== uploadId)
    if (item.body === '' && !uploads?.length) return this.discard(clientId)
    const changed = { ...item, uploads }
    this.#messages.show(changed)
    return this.#keepAndSend(changed)
  }

  /** An upload completed: a message may have waited for it. */
  filesChanged = (): void => {
    for (const item of this.#messages.items())
      if (item.uploads && item.state === 'queued' && this.#files.areReady(item)) void this.#queue.drain(item.ticketId)
  }

  /** The message is in the ticket's log now, so its outbox bubble is removed. */
  settle(clientId: string): void {
    const item = this.#messages.find(clientId)
    if (!item) return
    this.#messages.hide(clientId)
    this.#files.release(clientId)
    this.#files.forget(clientId)
    void this.#sent.keep(item)
    if (item.state !== 'sent') void this.#forget(clientId)
  }

  /** The network or the user is back: retry without waiting. */
  wake = (): void => {
    for (const item of this.#messages.items())
      if (item.notBefore > 0 && !isLimited(item)) this.#messages.show({ ...item, notBefore: 0 })
    for (const ticketId of this.#messages.groups()) this.#queue.wake(ticketId)
  }

  async #keepAndSend(item: OutboxItem): Promise<void> {
    // Stored before it is sent, so that it cannot be lost with the page.
    const kept = this.#keep(item)
    this.#files.adopt(item, kept)
    await this.#queue.drain(item.ticketId, kept)
  }

  async #sendInOrder(ticketId: string): Promise<void> {
    for (;;) {
      const next = await this.#next(ticketId)
      if (!next || isOffline()) return
      const isWoken = this.#queue.takeWoken(ticketId)
      const delay = isWoken && !isLimited(next) ? 0 : next.notBefore - Date.now()
      const wait = Math.max(delay, undoLeft(next))
      if (wait > 0) return this.#queue.drainLater(ticketId, wait)
      await this.#attempt(next)
    }
  }

  /**
   * The first message of the queue; messages waiting for files are skipped. Storage is read each time:
   * another tab may have added or sent some.
   */
  async #next(ticketId: string): Promise<OutboxItem | undefined> {
    const waiting = (await this.#stored()).filter(
      (item) => item.ticketId === ticketId && item.state !== 'failed' && !this.#isTakenBack(item),
    )
    return waiting.sort((a, b) => a.place - b.place).find((item) => !item.uploads || this.#files.areReady(item))
  }

  /** Storage may not say so yet. */
  #isTakenBack = ({ clientId }: OutboxItem): boolean => this.#messages.find(clientId)?.problem?.code === TAKEN_BACK.code

  async #attempt(item: OutboxItem): Promise<void> {
    const trying: OutboxItem = { ...item, state: 'sending', attempts: item.attempts + 1 }
    this.#messages.show(trying)
    this.#channel.publish({ item: trying })
    const outcome = await this.#deliver(trying).catch((): Outcome => ({ kind: 'later' }))
    if (outcome.kind === 'sent') {
      void this.#sent.keep(item)
      await this.#forget(item.clientId, { sent: item.clientId })
      this.#files.release(item.clientId)
      return this.#markSent(item.clientId)
    }
    // The log entry came before the response, or the user discarded it.
    if (!this.#messages.find(item.clientId)) return this.#forget(item.clientId)
    // Its author no longer takes part in the ticket: it is not missing, but no longer visible to them.
    if (item.isRepeated && outcome.kind === 'refused' && outcome.code === 'NOT_FOUND')
      return this.discard(item.clientId)
    const changed = afterAttempt(item, outcome)
    this.#messages.show(changed)
    await this.#keep(changed)
  }

  #markSent(clientId: string): void {
    const item = this.#messages.find(clientId)
    if (item) this.#messages.show({ ...item, state: 'sent', problem: null })
  }

  async #keep(item: OutboxItem): Promise<void> {
    try {
      await this.#store.put(item)
      this.#unsaved.delete(item.clientId)
    } catch {
      this.#unsaved.add(item.clientId)
    }
    this.#channel.publish({ item })
  }

  async #forget(clientId: string, change: Change = { gone: clientId }): Promise<void> {
    this.#unsaved.delete(clientId)
    await this.#store.remove(clientId).catch(() => undefined)
    this.#channel.publish(change)
  }

  async #stored(): Promise<OutboxItem[]> {
    const mine = (await this.#store.all().catch(() => [])).filter((item) => item.viewerId === this.#viewerId)
    return [...mine, ...this.#messages.items().filter((item) => this.#unsaved.has(item.clientId))]
  }

  #receive(change: Change): void {
    if ('item' in change) {
      this.#messages.show(change.item)
      // The tab in which it was written may be closed before it is due.
      const left = isLimited(change.item) ? change.item.notBefore - Date.now() : undoLeft(change.item)
      if (left > 0) this.#queue.drainLater(change.item.ticketId, left)
    } else if ('sent' in change) this.#markSent(change.sent)
    else this.#messages.hide(change.gone)
  }
}

/** The item after an attempt that did not succeed. One that a limit refused does not count as a failure. */
const afterAttempt = (item: OutboxItem, outcome: Exclude<Outcome, { kind: 'sent' }>): OutboxItem => {
  const attempts = item.attempts + 1
  if (outcome.kind === 'refused')
    return { ...item, attempts, state: 'failed', problem: { code: outcome.code, message: outcome.message } }
  if (outcome.kind === 'limited')
    return { ...item, state: 'queued', problem: LIMITED, notBefore: Date.now() + outcome.retryAfterMs }
  const delay = backoff(attempts - 1, FIRST_RETRY_MS, LONGEST_RETRY_MS)
  return { ...item, attempts, state: 'queued', problem: null, notBefore: Date.now() + delay }
}

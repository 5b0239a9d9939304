import { backoff } from '../lib/backoff.ts'
import { Shelf } from '../lib/shelf.ts'
import { uuid } from '../lib/uuid.ts'
import type { Audience, ReplyActionsInput } from './messages.generated.ts'
import type { OutboxItem, OutboxStore } from './outboxStore.ts'
import { oneTabAtATime, openChannel, type Channel } from '../lib/crossTab.ts'

const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000

/** What became of one attempt. `refused` needs the person; `later` is tried again. */
export type Outcome = { kind: 'sent' } | { kind: 'refused'; code: string; message: string } | { kind: 'later' }
type Deliver = (item: OutboxItem) => Promise<Outcome>
/** What the outbox asks of the files of its messages. Each may be asked twice. */
export type MessageFiles = {
  /** They belong to this message now; `kept` says when the message itself is safe. */
  adopt: (item: OutboxItem, kept: Promise<void>) => void
  areReady: (item: OutboxItem) => boolean
  /** Looks again whether the desk has them: it refused the message. */
  recheck: (item: OutboxItem) => void
  /** The desk has the message, so nothing of them needs to be kept. */
  release: (clientId: string) => void
  /** The message's place is taken by its entry in the log. */
  forget: (clientId: string) => void
  /** The person threw the message away. */
  discard: (clientId: string) => void
}
type News = { item: OutboxItem } | { sent: string } | { gone: string }

type NewMessage = {
  ticketId: string
  body: string
  audience: Audience
  uploads?: readonly string[]
  alsoSet?: ReplyActionsInput
}

const NO_FILES: MessageFiles = {
  adopt: () => undefined,
  areReady: () => true,
  recheck: () => undefined,
  release: () => undefined,
  forget: () => undefined,
  discard: () => undefined,
}

/**
 * One person's messages that the server has not acknowledged. They are painted at once, kept in IndexedDB, and sent in
 * order per ticket by one tab at a time. Nothing leaves but by acknowledgement or by the person's own hand.
 */
export class Outbox {
  readonly #viewerId: string
  readonly #store: OutboxStore
  readonly #deliver: Deliver
  readonly #files: MessageFiles
  readonly #channel: Channel<News>
  readonly #shelf = new Shelf<OutboxItem>(
    ({ clientId }) => clientId,
    ({ ticketId }) => ticketId,
  )
  readonly #busy = new Set<string>()
  readonly #wanted = new Set<string>()
  /** Tickets that were woken and not tried since: what fails meanwhile is tried again at once, without its pause. */
  readonly #woken = new Set<string>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  /** Items that storage refused: they live as long as the page. */
  readonly #unsaved = new Set<string>()

  constructor(viewerId: string, store: OutboxStore, deliver: Deliver, files: MessageFiles = NO_FILES) {
    this.#viewerId = viewerId
    this.#store = store
    this.#deliver = deliver
    this.#files = files
    this.#channel = openChannel(`parley-outbox:${viewerId}`, (news) => this.#hear(news))
  }

  /** Takes up what an earlier page left behind. */
  async start(): Promise<void> {
    const items = await this.#stored()
    for (const item of items) {
      this.#shelf.show(item.state === 'failed' ? item : { ...item, state: 'queued' })
      if (item.uploads) this.#files.adopt(item, Promise.resolve())
    }
    this.wake()
  }

  stop(): void {
    this.#channel.close()
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  subscribe = this.#shelf.subscribe

  /** One ticket's messages, in order. The same array until something changes. */
  itemsOf = this.#shelf.itemsOf

  /** How many messages are not with the server. */
  countUnsent = (): number => this.#shelf.items().filter((item) => item.state !== 'sent').length

  /** Every message that is not in the log yet. */
  clientIds = (): string[] => this.#shelf.items().map(({ clientId }) => clientId)

  /** Shows the message at once, keeps it, and sends it in its turn: with files, when the last of them has arrived. */
  send({ ticketId, body, audience, uploads, alsoSet }: NewMessage): OutboxItem {
    const item: OutboxItem = {
      clientId: uuid(),
      viewerId: this.#viewerId,
      ticketId,
      audience,
      body,
      ...(uploads?.length && { uploads }),
      ...(alsoSet && { alsoSet }),
      createdAt: new Date().toISOString(),
      place: this.#shelf.nextPlace(),
      state: 'queued',
      attempts: 0,
      notBefore: 0,
      problem: null,
    }
    this.#shelf.show(item)
    void this.#keepAndSend(item)
    return item
  }

  /** Takes out what a failed message would set, and tries it again without. */
  async retryAlone(clientId: string): Promise<void> {
    const item = this.#shelf.find(clientId)
    if (!item) return
    this.#shelf.show({ ...item, alsoSet: undefined })
    return this.retry(clientId)
  }

  /** Tries a failed message again, with its text as it is or as mended. */
  async retry(clientId: string, body?: string): Promise<void> {
    const old = this.#shelf.find(clientId)
    if (!old) return
    const fresh = { ...old, body: body ?? old.body, state: 'queued' as const, attempts: 0, notBefore: 0, problem: null }
    this.#files.recheck(fresh)
    // The server knows another text by this id: the mended message needs an id of its own.
    if (fresh.body === old.body && old.problem?.code !== 'IDEMPOTENCY_CONFLICT') {
      this.#shelf.show(fresh)
      return this.#keepAndSend(fresh)
    }
    fresh.clientId = uuid()
    this.#shelf.hide(clientId)
    this.#shelf.show(fresh)
    // The new one is kept before the old one goes: at no moment is there neither.
    const sending = this.#keepAndSend(fresh)
    await this.#forget(clientId)
    return sending
  }

  /** Throws a message away, by the person's own hand. */
  async discard(clientId: string): Promise<void> {
    this.#shelf.hide(clientId)
    this.#files.discard(clientId)
    await this.#forget(clientId)
  }

  /** Sends a message without one of its files; what holds nothing any more is thrown away. */
  async removeFile(clientId: string, uploadId: string): Promise<void> {
    const item = this.#shelf.find(clientId)
    if (!item) return
    const uploads = item.uploads?.filter((id) => id !== uploadId)
    if (item.body === '' && !uploads?.length) return this.discard(clientId)
    const changed = { ...item, uploads }
    this.#shelf.show(changed)
    return this.#keepAndSend(changed)
  }

  /** A file has arrived: a message may have waited for it. */
  filesChanged = (): void => {
    for (const item of this.#shelf.items())
      if (item.uploads && item.state === 'queued' && this.#files.areReady(item)) void this.#drain(item.ticketId)
  }

  /** The message has come back in the ticket's log: it needs no bubble of its own any more. */
  settle(clientId: string): void {
    const item = this.#shelf.find(clientId)
    if (!item) return
    this.#shelf.hide(clientId)
    this.#files.release(clientId)
    this.#files.forget(clientId)
    if (item.state !== 'sent') void this.#forget(clientId)
  }

  /** The network or the person is back: no more waiting. */
  wake = (): void => {
    for (const item of this.#shelf.items()) if (item.notBefore > 0) this.#shelf.show({ ...item, notBefore: 0 })
    for (const ticketId of this.#shelf.groups()) {
      this.#woken.add(ticketId)
      void this.#drain(ticketId)
    }
  }

  async #keepAndSend(item: OutboxItem): Promise<void> {
    // Kept first, sent second: what was sent and not kept could be lost with the page.
    const kept = this.#keep(item)
    this.#files.adopt(item, kept)
    await kept
    await this.#drain(item.ticketId)
  }

  async #drain(ticketId: string): Promise<void> {
    clearTimeout(this.#timers.get(ticketId))
    this.#wanted.add(ticketId)
    if (this.#busy.has(ticketId)) return
    this.#busy.add(ticketId)
    try {
      while (this.#wanted.delete(ticketId)) {
        await oneTabAtATime(`parley-outbox:${this.#viewerId}:${ticketId}`, () => this.#sendInOrder(ticketId))
      }
    } finally {
      this.#busy.delete(ticketId)
    }
  }

  async #sendInOrder(ticketId: string): Promise<void> {
    for (;;) {
      const next = await this.#next(ticketId)
      if (!next || isOffline()) return
      const wait = this.#woken.delete(ticketId) ? 0 : next.notBefore - Date.now()
      if (wait > 0) return this.#later(ticketId, wait)
      await this.#attempt(next)
    }
  }

  /**
   * The first message in the line; those that wait for their files let others pass. Storage is asked anew each time:
   * another tab may have added or sent some.
   */
  async #next(ticketId: string): Promise<OutboxItem | undefined> {
    const waiting = (await this.#stored()).filter((item) => item.ticketId === ticketId && item.state !== 'failed')
    return waiting.sort((a, b) => a.place - b.place).find((item) => !item.uploads || this.#files.areReady(item))
  }

  async #attempt(item: OutboxItem): Promise<void> {
    const trying: OutboxItem = { ...item, state: 'sending', attempts: item.attempts + 1 }
    this.#shelf.show(trying)
    this.#channel.tell({ item: trying })
    const outcome = await this.#deliver(trying).catch((): Outcome => ({ kind: 'later' }))
    if (outcome.kind === 'sent') {
      await this.#forget(item.clientId, { sent: item.clientId })
      this.#files.release(item.clientId)
      return this.#markSent(item.clientId)
    }
    // The echo came before the answer did, or the person threw it away meanwhile.
    if (!this.#shelf.find(item.clientId)) return this.#forget(item.clientId)
    const changed: OutboxItem =
      outcome.kind === 'refused'
        ? { ...trying, state: 'failed', problem: { code: outcome.code, message: outcome.message } }
        : {
            ...trying,
            state: 'queued',
            notBefore: Date.now() + backoff(trying.attempts - 1, FIRST_RETRY_MS, LONGEST_RETRY_MS),
          }
    this.#shelf.show(changed)
    await this.#keep(changed)
  }

  #later(ticketId: string, ms: number): void {
    clearTimeout(this.#timers.get(ticketId))
    this.#timers.set(
      ticketId,
      setTimeout(() => void this.#drain(ticketId), ms),
    )
  }

  #markSent(clientId: string): void {
    const item = this.#shelf.find(clientId)
    if (item) this.#shelf.show({ ...item, state: 'sent', problem: null })
  }

  async #keep(item: OutboxItem): Promise<void> {
    try {
      await this.#store.put(item)
      this.#unsaved.delete(item.clientId)
    } catch {
      this.#unsaved.add(item.clientId)
    }
    this.#channel.tell({ item })
  }

  async #forget(clientId: string, news: News = { gone: clientId }): Promise<void> {
    this.#unsaved.delete(clientId)
    await this.#store.remove(clientId).catch(() => undefined)
    this.#channel.tell(news)
  }

  async #stored(): Promise<OutboxItem[]> {
    const mine = (await this.#store.all().catch(() => [])).filter((item) => item.viewerId === this.#viewerId)
    return [...mine, ...this.#shelf.items().filter((item) => this.#unsaved.has(item.clientId))]
  }

  #hear(news: News): void {
    if ('item' in news) this.#shelf.show(news.item)
    else if ('sent' in news) this.#markSent(news.sent)
    else this.#shelf.hide(news.gone)
  }
}

const isOffline = (): boolean => typeof navigator !== 'undefined' && navigator.onLine === false

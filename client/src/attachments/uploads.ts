import { backoff } from '../lib/backoff.ts'
import { Shelf } from '../lib/shelf.ts'
import { uuid } from '../lib/uuid.ts'
import { oneTabAtATime, openChannel, type Channel } from '../lib/crossTab.ts'
import { Slots } from './slots.ts'
import type { Transfer, TransferOutcome, TransferReport } from './transfer.ts'
import type { Upload, UploadFile, UploadStore } from './uploadStore.ts'

/** So many files are sent at once. */
const AT_ONCE = 3
/** A larger file is not copied into the browser's storage: after a reload the person is asked for it again. Bytes. */
const KEEP_UP_TO = 1024 ** 3
/** Progress is told to the screen and to other tabs at most this often. */
const TELL_EVERY_MS = 150
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000

/** A file to upload. */
export type NewUpload = Pick<Upload, 'scope' | 'fileName' | 'contentType'> & {
  file: Blob
  isRecording?: boolean
  /** Finds out what the desk is told before the first byte: the size on screen, the length, a still. */
  look?: () => Promise<FileFacts | undefined>
}

/** What a look at a picture, a video or a PDF tells. */
export type FileFacts = Pick<Upload, 'width' | 'height' | 'durationSeconds' | 'pages'> & { poster: Blob | null }

type News = { upload: Upload } | { gone: string }

/**
 * One person's files on their way to the desk. Each is listed at once, kept in IndexedDB with its bytes, and sent by one
 * tab at a time, resuming where it stopped. Nothing goes but by the person's hand or with the message it belongs to.
 */
export class Uploads {
  readonly #viewerId: string
  readonly #store: UploadStore
  readonly #transfer: Transfer
  readonly #channel: Channel<News>
  readonly #shelf = new Shelf<Upload>(
    ({ id }) => id,
    ({ scope }) => scope,
  )
  readonly #slots = new Slots(AT_ONCE)
  readonly #running = new Map<string, AbortController>()
  readonly #attempts = new Map<string, number>()
  /** Wanted again during an attempt: if that fails, the next follows without a pause. */
  readonly #woken = new Set<string>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  /** Files that this page holds itself: too large to keep, or refused by storage. */
  readonly #held = new Map<string, UploadFile>()
  readonly #told = new Map<string, number>()
  /** Shown, and not to be kept any more. */
  readonly #released = new Set<string>()
  #started: Promise<void> | undefined
  #stopped = false

  constructor(viewerId: string, store: UploadStore, transfer: Transfer) {
    this.#viewerId = viewerId
    this.#store = store
    this.#transfer = transfer
    this.#channel = openChannel(`parley-uploads:${viewerId}`, (news) => this.#hear(news))
  }

  /** Takes up what an earlier page left behind; the same promise for everybody who asks. */
  start = (): Promise<void> => (this.#started ??= this.#takeUp())

  stop(): void {
    this.#stopped = true
    this.#channel.close()
    for (const timer of this.#timers.values()) clearTimeout(timer)
    for (const running of this.#running.values()) running.abort()
  }

  subscribe = this.#shelf.subscribe

  /** The files of one draft or message, in order. The same array until something changes. */
  itemsOf = this.#shelf.itemsOf

  find = (id: string): Upload | undefined => this.#shelf.find(id)

  /** The file itself, for a preview; undefined when it is not at hand. */
  fileOf = async (id: string): Promise<UploadFile | undefined> =>
    this.#held.get(id) ?? (await this.#store.file(id).catch(() => undefined))

  /** Lists a file at once, and sends it when it has been looked at. */
  add({ file, look, isRecording = false, ...about }: NewUpload): Upload {
    const upload: Upload = {
      ...about,
      id: uuid(),
      viewerId: this.#viewerId,
      size: file.size,
      isRecording,
      width: null,
      height: null,
      durationSeconds: null,
      state: 'waiting',
      sent: 0,
      url: null,
      attachmentId: null,
      problem: null,
      place: this.#shelf.nextPlace(),
    }
    this.#held.set(upload.id, { file, poster: null })
    this.#shelf.show(upload)
    void this.#keep(upload)
    void this.#lookAndSend(upload.id, file, look)
    return upload
  }

  async #lookAndSend(id: string, file: Blob, look: NewUpload['look']): Promise<void> {
    const { poster = null, ...facts } = (await look?.().catch(() => undefined)) ?? {}
    if (!this.find(id)) return
    this.#held.set(id, { file, poster })
    this.#change(id, facts)
    void this.#keepFile(id, { file, poster })
    void this.#run(id)
  }

  pause(id: string): void {
    this.#change(id, { state: 'paused' })
    this.#running.get(id)?.abort()
  }

  /** Goes on with a paused file, or tries a failed one again; with its bytes where they were not at hand any more. */
  resume(id: string, file?: Blob): void {
    if (file) {
      this.#held.set(id, { file, poster: null })
      void this.#keepFile(id, { file, poster: null })
    }
    this.#attempts.delete(id)
    this.#change(id, { state: 'waiting', problem: null })
    void this.#run(id)
  }

  /** Throws a file away, here and at the desk. */
  async remove(id: string): Promise<void> {
    const upload = this.find(id)
    this.#hide(id)
    this.#running.get(id)?.abort()
    await this.#forget(id)
    if (upload?.url) await this.#transfer.terminate(upload.url).catch(() => undefined)
  }

  /** The files go from a draft into a message: on screen at once, in storage when the message itself is `kept`. */
  move(ids: readonly string[], scope: string, kept: Promise<void>): void {
    for (const id of ids) {
      const upload = this.find(id)
      if (!upload || upload.scope === scope) continue
      this.#shelf.show({ ...upload, scope })
      void kept.then(() => this.#change(id, {}))
    }
  }

  /** The desk has the message: its files need not be kept, only shown until the log shows them. */
  release(scope: string): void {
    for (const { id } of this.itemsOf(scope)) {
      this.#released.add(id)
      void this.#store.remove(id).catch(() => undefined)
    }
  }

  /** Shows a scope's files no more; what is not released stays in storage. */
  forget(scope: string): void {
    for (const { id } of this.itemsOf(scope)) {
      this.#hide(id)
      this.#held.delete(id)
    }
  }

  /** Forgets the files of messages that went out just before an earlier page was closed. */
  keepOnly(scopes: ReadonlySet<string>): void {
    for (const { id, scope } of this.#shelf.items()) {
      if (scope.startsWith('draft:') || scopes.has(scope)) continue
      this.#hide(id)
      void this.#forget(id)
    }
  }

  /** Looks again whether the desk still has these files: what it has dropped is sent anew. */
  recheck(ids: readonly string[]): void {
    for (const id of ids) this.resume(id)
  }

  /** The network or the person is back: no more waiting. */
  wake = (): void => {
    for (const { id, state } of this.#shelf.items())
      if (state === 'waiting' || this.#running.has(id)) void this.#run(id)
  }

  async #takeUp(): Promise<void> {
    for (const upload of await this.#stored()) if (!this.find(upload.id)) this.#shelf.show(upload)
    this.wake()
  }

  async #run(id: string): Promise<void> {
    if (this.#stopped) return
    if (this.#running.has(id)) return void this.#woken.add(id)
    clearTimeout(this.#timers.get(id))
    const over = new AbortController()
    this.#running.set(id, over)
    try {
      // Another tab may be at it, and goes first; when it is closed, this one goes on from where it stopped.
      await oneTabAtATime(`parley-upload:${id}`, () =>
        this.#slots.use(async () => {
          if (!over.signal.aborted) await this.#attempt(id, over.signal)
        }),
      )
    } finally {
      this.#running.delete(id)
    }
    // Resumed, or the network came back, during the attempt.
    const isWoken = this.#woken.delete(id)
    if ((over.signal.aborted || isWoken) && this.find(id)?.state === 'waiting') void this.#run(id)
  }

  async #attempt(id: string, signal: AbortSignal): Promise<void> {
    const upload = this.find(id)
    if (upload?.state !== 'waiting') return
    const file = await this.fileOf(id)
    if (!file) return this.#change(id, { state: 'failed', problem: { code: 'FILE_NEEDED', message: null } })
    this.#change(id, { state: 'uploading' })
    const report: TransferReport = {
      created: ({ url, attachmentId }) => this.#created(id, url, attachmentId),
      progress: (sent) => this.#progress(id, sent),
    }
    const outcome = await this.#transfer
      .send({ ...upload, state: 'uploading' }, file, report, signal)
      .catch((): TransferOutcome => ({ kind: 'later' }))
    // Paused or removed meanwhile: what the person wanted holds.
    if (this.find(id)?.state !== 'uploading') return
    this.#conclude(id, outcome)
  }

  #conclude(id: string, outcome: TransferOutcome): void {
    if (outcome.kind === 'done') {
      this.#attempts.delete(id)
      return this.#change(id, { state: 'done', sent: this.find(id)!.size, problem: null })
    }
    if (outcome.kind === 'refused') {
      return this.#change(id, { state: 'failed', problem: { code: 'REFUSED', message: outcome.message } })
    }
    const attempts = (this.#attempts.get(id) ?? 0) + 1
    this.#attempts.set(id, attempts)
    this.#change(id, { state: 'waiting' })
    const wait = backoff(attempts - 1, FIRST_RETRY_MS, LONGEST_RETRY_MS)
    this.#timers.set(
      id,
      setTimeout(() => void this.#run(id), wait),
    )
  }

  /** Removed while the desk was being asked: it must not keep what nobody knows of. */
  #created(id: string, url: string, attachmentId: string | null): void {
    if (!this.find(id)) return void this.#transfer.terminate(url).catch(() => undefined)
    this.#change(id, { url, ...(attachmentId && { attachmentId }) })
  }

  #progress(id: string, sent: number): void {
    const upload = this.find(id)
    if (!upload || upload.state !== 'uploading') return
    const now = Date.now()
    if (now - (this.#told.get(id) ?? 0) < TELL_EVERY_MS && sent < upload.size) return
    this.#told.set(id, now)
    this.#shelf.show({ ...upload, sent })
    this.#channel.tell({ upload: { ...upload, sent } })
  }

  #change(id: string, change: Partial<Upload>): void {
    const upload = this.find(id)
    if (!upload) return
    const changed = { ...upload, ...change }
    this.#shelf.show(changed)
    void this.#keep(changed)
  }

  async #keep(upload: Upload): Promise<void> {
    if (this.#released.has(upload.id)) return
    this.#channel.tell({ upload })
    // Whoever is uploading may be gone tomorrow: to a later page it is waiting.
    const durable = upload.state === 'uploading' ? { ...upload, state: 'waiting' as const } : upload
    await this.#store.put(durable).catch(() => undefined)
    // Removed while it was being written.
    if (!this.find(upload.id)) await this.#store.remove(upload.id).catch(() => undefined)
  }

  async #keepFile(id: string, file: UploadFile): Promise<void> {
    // A recording cannot be asked for again.
    if (file.file.size > KEEP_UP_TO && !this.find(id)?.isRecording) return
    await this.#store.keepFile(id, file).catch(() => undefined)
    if (!this.find(id)) await this.#store.remove(id).catch(() => undefined)
  }

  async #forget(id: string): Promise<void> {
    clearTimeout(this.#timers.get(id))
    this.#held.delete(id)
    this.#told.delete(id)
    this.#attempts.delete(id)
    await this.#store.remove(id).catch(() => undefined)
    this.#channel.tell({ gone: id })
  }

  async #stored(): Promise<Upload[]> {
    return (await this.#store.all().catch(() => [])).filter(({ viewerId }) => viewerId === this.#viewerId)
  }

  #hear(news: News): void {
    if ('gone' in news) return this.#hide(news.gone)
    const known = this.find(news.upload.id)
    this.#shelf.show(news.upload)
    const { id, state } = news.upload
    // Paused or removed in another tab while this one sends.
    if (state === 'paused') this.#running.get(id)?.abort()
    if (state === 'waiting' && known?.state !== 'waiting') void this.#run(id)
  }
  #hide(id: string): void {
    this.#shelf.hide(id)
    this.#running.get(id)?.abort()
  }
}

import { OrderedStore } from '../lib/orderedStore.ts'
import { uuid } from '../lib/uuid.ts'
import { openChannel, type Channel } from '../lib/crossTab.ts'
import type { Transfer, TransferOutcome, TransferReport } from './transfer.ts'
import { UploadQueue } from './uploadQueue.ts'
import type { Upload, UploadFile, UploadStore } from './uploadStore.ts'

/** Larger files are not stored in the browser: after a reload the user must choose them again. Bytes. */
const KEEP_UP_TO = 1024 ** 3
/** Progress is broadcast to the screen and to other tabs at most this often. */
const BROADCAST_EVERY_MS = 150

/** A file to upload. */
export type NewUpload = Pick<Upload, 'scope' | 'fileName' | 'contentType'> & {
  file: Blob
  isRecording?: boolean
  /** Inspects the file before the upload starts: dimensions, duration, preview. */
  inspect?: () => Promise<FileFacts | undefined>
}

/** What inspecting an image, a video or a PDF returns. */
export type FileFacts = Pick<Upload, 'width' | 'height' | 'durationSeconds' | 'pages'> & { poster: Blob | null }

/** A change, as broadcast to the other tabs. */
type Change = { upload: Upload } | { gone: string }

/**
 * One user's uploads. Each is listed at once, stored in IndexedDB with its bytes, and uploaded by one
 * tab at a time, resuming where it stopped. An upload is removed only by the user or with its message.
 */
export class Uploads {
  readonly #viewerId: string
  readonly #store: UploadStore
  readonly #transfer: Transfer
  readonly #channel: Channel<Change>
  readonly #uploads = new OrderedStore<Upload>(
    ({ id }) => id,
    ({ scope }) => scope,
  )
  readonly #queue = new UploadQueue({
    attempt: (id, signal) => this.#attempt(id, signal),
    isWaiting: (id) => this.find(id)?.state === 'waiting',
  })
  /** Files in memory: too large to store, or rejected by storage. */
  readonly #files = new Map<string, UploadFile>()
  readonly #lastBroadcast = new Map<string, number>()
  /** Shown, but removed from storage. */
  readonly #released = new Set<string>()
  #started: Promise<void> | undefined

  constructor(viewerId: string, store: UploadStore, transfer: Transfer) {
    this.#viewerId = viewerId
    this.#store = store
    this.#transfer = transfer
    this.#channel = openChannel(`parley-uploads:${viewerId}`, (change) => this.#receive(change))
  }

  /** Restores uploads from an earlier page. Returns the same promise to all callers. */
  start = (): Promise<void> => (this.#started ??= this.#takeUp())

  stop(): void {
    this.#channel.close()
    this.#queue.stop()
  }

  subscribe = this.#uploads.subscribe

  /** The files of one draft or message, in order. The same array until something changes. */
  itemsOf = this.#uploads.itemsOf

  find = (id: string): Upload | undefined => this.#uploads.find(id)

  /** The file itself, for a preview; undefined if it is not available. */
  fileOf = async (id: string): Promise<UploadFile | undefined> =>
    this.#files.get(id) ?? (await this.#store.file(id).catch(() => undefined))

  /** Lists a file at once, and uploads it after inspecting it. */
  add({ file, inspect, isRecording = false, ...about }: NewUpload): Upload {
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
      place: this.#uploads.nextPosition(),
    }
    this.#files.set(upload.id, { file, poster: null })
    this.#uploads.show(upload)
    void this.#keep(upload)
    void this.#inspectAndSend(upload.id, file, inspect)
    return upload
  }

  async #inspectAndSend(id: string, file: Blob, inspect: NewUpload['inspect']): Promise<void> {
    const { poster = null, ...facts } = (await inspect?.().catch(() => undefined)) ?? {}
    if (!this.find(id)) return
    this.#files.set(id, { file, poster })
    this.#change(id, facts)
    void this.#keepFile(id, { file, poster })
    void this.#queue.run(id)
  }

  pause(id: string): void {
    this.#change(id, { state: 'paused' })
    this.#queue.abort(id)
  }

  /** Resumes a paused file or retries a failed one, with its bytes if they had to be chosen again. */
  resume(id: string, file?: Blob): void {
    if (file) {
      this.#files.set(id, { file, poster: null })
      void this.#keepFile(id, { file, poster: null })
    }
    this.#queue.resetFailures(id)
    this.#change(id, { state: 'waiting', problem: null })
    void this.#queue.run(id)
  }

  /** Removes a file, here and on the server. */
  async remove(id: string): Promise<void> {
    const upload = this.find(id)
    this.#hide(id)
    await this.#forget(id)
    if (upload?.url) await this.#transfer.terminate(upload.url).catch(() => undefined)
  }

  /** Moves files from a draft to a message: on screen at once, in storage once the message is stored (`kept`). */
  move(ids: readonly string[], scope: string, kept: Promise<void>): void {
    for (const id of ids) {
      const upload = this.find(id)
      if (!upload || upload.scope === scope) continue
      this.#uploads.show({ ...upload, scope })
      void kept.then(() => this.#change(id, {}))
    }
  }

  /** The server has the message: its files are shown until the log shows them, but removed from storage. */
  release(scope: string): void {
    for (const { id } of this.itemsOf(scope)) {
      this.#released.add(id)
      void this.#store.remove(id).catch(() => undefined)
    }
  }

  /** Hides a scope's files; those not released stay in storage. */
  forget(scope: string): void {
    for (const { id } of this.itemsOf(scope)) {
      this.#hide(id)
      this.#files.delete(id)
    }
  }

  /** Removes the files of messages that were sent just before an earlier page was closed. */
  keepOnly(scopes: ReadonlySet<string>): void {
    for (const { id, scope } of this.#uploads.items()) {
      if (scope.startsWith('draft:') || scopes.has(scope)) continue
      this.#hide(id)
      void this.#forget(id)
    }
  }

  /** Checks whether the server still has these files, and uploads those it has dropped again. */
  recheck(ids: readonly string[]): void {
    for (const id of ids) this.resume(id)
  }

  /** The network or the user is back: retry without waiting. */
  wake = (): void => {
    for (const { id, state } of this.#uploads.items())
      if (state === 'waiting' || this.#queue.isRunning(id)) void this.#queue.run(id)
  }

  async #takeUp(): Promise<void> {
    for (const upload of await this.#stored()) if (!this.find(upload.id)) this.#uploads.show(upload)
    this.wake()
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
    // Paused or removed in the meantime: the user's choice wins.
    if (this.find(id)?.state !== 'uploading') return
    this.#conclude(id, outcome)
  }

  #conclude(id: string, outcome: TransferOutcome): void {
    if (outcome.kind === 'done') {
      this.#queue.resetFailures(id)
      return this.#change(id, { state: 'done', sent: this.find(id)!.size, problem: null })
    }
    if (outcome.kind === 'refused') {
      return this.#change(id, { state: 'failed', problem: { code: 'REFUSED', message: outcome.message } })
    }
    this.#change(id, { state: 'waiting' })
    this.#queue.retryLater(id)
  }

  /** Removed while the upload was being created: cancel it on the server. */
  #created(id: string, url: string, attachmentId: string | null): void {
    if (!this.find(id)) return void this.#transfer.terminate(url).catch(() => undefined)
    this.#change(id, { url, ...(attachmentId && { attachmentId }) })
  }

  #progress(id: string, sent: number): void {
    const upload = this.find(id)
    if (!upload || upload.state !== 'uploading') return
    const now = Date.now()
    if (now - (this.#lastBroadcast.get(id) ?? 0) < BROADCAST_EVERY_MS && sent < upload.size) return
    this.#lastBroadcast.set(id, now)
    this.#uploads.show({ ...upload, sent })
    this.#channel.publish({ upload: { ...upload, sent } })
  }

  #change(id: string, change: Partial<Upload>): void {
    const upload = this.find(id)
    if (!upload) return
    const changed = { ...upload, ...change }
    this.#uploads.show(changed)
    void this.#keep(changed)
  }

  async #keep(upload: Upload): Promise<void> {
    if (this.#released.has(upload.id)) return
    this.#channel.publish({ upload })
    // Stored as waiting, because a later page has to resume it.
    const durable = upload.state === 'uploading' ? { ...upload, state: 'waiting' as const } : upload
    await this.#store.put(durable).catch(() => undefined)
    // Removed while it was being written.
    if (!this.find(upload.id)) await this.#store.remove(upload.id).catch(() => undefined)
  }

  async #keepFile(id: string, file: UploadFile): Promise<void> {
    // A recording cannot be chosen again.
    if (file.file.size > KEEP_UP_TO && !this.find(id)?.isRecording) return
    await this.#store.keepFile(id, file).catch(() => undefined)
    if (!this.find(id)) await this.#store.remove(id).catch(() => undefined)
  }

  async #forget(id: string): Promise<void> {
    this.#queue.forget(id)
    this.#files.delete(id)
    this.#lastBroadcast.delete(id)
    await this.#store.remove(id).catch(() => undefined)
    this.#channel.publish({ gone: id })
  }

  async #stored(): Promise<Upload[]> {
    return (await this.#store.all().catch(() => [])).filter(({ viewerId }) => viewerId === this.#viewerId)
  }

  #receive(change: Change): void {
    if ('gone' in change) return this.#hide(change.gone)
    const known = this.find(change.upload.id)
    this.#uploads.show(change.upload)
    const { id, state } = change.upload
    // Paused or removed in another tab while this one sends.
    if (state === 'paused') this.#queue.abort(id)
    if (state === 'waiting' && known?.state !== 'waiting') void this.#queue.run(id)
  }

  #hide(id: string): void {
    this.#uploads.hide(id)
    this.#queue.abort(id)
  }
}

import { Readable } from 'node:stream'
import { DataStore, type Upload } from '@tus/server'

/** How many bytes are reserved at a time for an upload of unknown length whose request has no content length. */
const STEP_BYTES = 8 * 1024 * 1024

/** Counts the bytes of uploads of unknown length. All functions are called under the upload's lock. */
export interface Meter {
  /** Declares the length of an upload. Throws if it is zero or too large. */
  declare(id: string, bytes: number): Promise<void>
  /** Reserves at least `least` bytes for the upload, and `most` if possible. Returns the number; throws if there is no space. */
  reserve(id: string, least: number, most: number): Promise<number>
  /** Records the received bytes and releases the rest of the reservation. */
  settle(id: string, bytes: number): Promise<void>
  /** The number of bytes in the current request; undefined if it does not state it. */
  bodyBytes(): number | undefined
}

/** A store that accepts bytes of an upload of unknown length only with a reservation for them. */
export class MeteredStore extends DataStore {
  readonly #store: DataStore
  readonly #meter: Meter

  constructor(store: DataStore, meter: Meter) {
    super()
    this.extensions = store.extensions
    this.#store = store
    this.#meter = meter
  }

  override create(upload: Upload): Promise<Upload> {
    return this.#store.create(upload)
  }

  override remove(id: string): Promise<void> {
    return this.#store.remove(id)
  }

  override getUpload(id: string): Promise<Upload> {
    return this.#store.getUpload(id)
  }

  override async declareUploadLength(id: string, length: number): Promise<void> {
    await this.#meter.declare(id, length)
    return this.#store.declareUploadLength(id, length)
  }

  override async write(bytes: Readable, id: string, offset: number): Promise<number> {
    const { size } = await this.#store.getUpload(id)
    try {
      if (size !== undefined) return await this.#store.write(bytes, id, offset)
      const coming = this.#meter.bodyBytes()
      const most = offset + (coming ?? STEP_BYTES)
      const reserved = await this.#meter.reserve(id, coming === undefined ? offset : most, most)
      if (coming !== undefined) return await this.#store.write(bytes, id, offset)
      const more = (least: number) => this.#meter.reserve(id, least, least + STEP_BYTES)
      const within = Readable.from(counted(bytes, offset, reserved, more), { objectMode: false })
      return await this.#store.write(within, id, offset)
    } finally {
      await this.#settle(id)
    }
  }

  /** However the request ended, only the stored bytes count. */
  async #settle(id: string): Promise<void> {
    const upload = await this.#store.getUpload(id).catch(() => undefined)
    if (upload) await this.#meter.settle(id, upload.size ?? upload.offset)
  }
}

/** Passes bytes through as long as there is a reservation for them. */
async function* counted(
  bytes: Readable,
  offset: number,
  reserved: number,
  more: (least: number) => Promise<number>,
): AsyncGenerator<Buffer> {
  let arrived = offset
  let allowed = reserved
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    arrived += chunk.length
    if (arrived > allowed) allowed = await more(arrived)
    yield chunk
  }
}

import { Readable } from 'node:stream'
import { DataStore, type Upload } from '@tus/server'

/** How much is reserved at a time for an upload of unknown length whose request does not say how much it brings, in bytes. */
const STEP_BYTES = 8 * 1024 * 1024

/** What counts the bytes of uploads whose length is not known yet. All of it is called under the upload's lock. */
export interface Meter {
  /** An upload is going to have so many bytes. Throws where that is none or too many. */
  declare(id: string, bytes: number): Promise<void>
  /** Makes sure that the upload may have `least` bytes, and `most` if possible. Returns how many; throws where there is no room. */
  reserve(id: string, least: number, most: number): Promise<number>
  /** So many bytes have arrived: gives back what else was reserved. */
  settle(id: string, bytes: number): Promise<void>
  /** How many bytes the current request brings; undefined where it does not say. */
  bodyBytes(): number | undefined
}

/** A store of uploads that takes no byte of an upload of unknown length before there is a reservation for it. */
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

  /** However the request ended: what is there counts, and nothing else. */
  async #settle(id: string): Promise<void> {
    const upload = await this.#store.getUpload(id).catch(() => undefined)
    if (upload) await this.#meter.settle(id, upload.size ?? upload.offset)
  }
}

/** Passes bytes on for as long as there is a reservation for them. */
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

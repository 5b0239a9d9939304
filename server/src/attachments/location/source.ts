/** The minimum read size, in bytes. */
const CHUNK_BYTES = 1024 * 1024
/** The size of a search window, in bytes. */
const WINDOW_BYTES = 4 * 1024 * 1024
/** The maximum length of a search term, in bytes: windows overlap by this much. */
export const MATCH_MAX_BYTES = 4 * 1024

/** A file that is read in parts; the last part is cached. */
export class Source {
  readonly size: number
  readonly #readRange: (start: number, end: number) => Promise<Buffer>
  #cached: Buffer = Buffer.alloc(0)
  #cachedAt = 0

  /** `readRange` receives the first and the last offset, both inclusive. */
  constructor(size: number, readRange: (start: number, end: number) => Promise<Buffer>) {
    this.size = size
    this.#readRange = readRange
  }

  static of(bytes: Buffer): Source {
    return new Source(bytes.length, async (start, end) => bytes.subarray(start, end + 1))
  }

  /** This many bytes from here on, or fewer at the end of the file. */
  async read(offset: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.size - offset))
    if (wanted === 0) return Buffer.alloc(0)
    if (offset < this.#cachedAt || offset + wanted > this.#cachedAt + this.#cached.length) {
      const end = Math.min(this.size, offset + Math.max(wanted, CHUNK_BYTES)) - 1
      this.#cached = await this.#readRange(offset, end)
      this.#cachedAt = offset
    }
    return this.#cached.subarray(offset - this.#cachedAt, offset - this.#cachedAt + wanted)
  }

  /** The bytes between two offsets in overlapping windows. */
  async *windows(start = 0, end = this.size): AsyncGenerator<{ offset: number; bytes: Buffer }> {
    for (let offset = start; offset < end; offset += WINDOW_BYTES - MATCH_MAX_BYTES)
      yield { offset, bytes: await this.read(offset, Math.min(WINDOW_BYTES, end - offset)) }
  }
}

/** Every offset at which `wanted` occurs in the bytes. */
export function* offsetsOf(bytes: Buffer, wanted: string): Generator<number> {
  for (let at = bytes.indexOf(wanted, 0, 'latin1'); at >= 0; at = bytes.indexOf(wanted, at + 1, 'latin1')) yield at
}

/** So many spaces. */
export const spaces = (length: number): Buffer => Buffer.alloc(length, 0x20)

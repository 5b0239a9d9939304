/** How much is read at a time where less is asked for, in bytes. */
const CHUNK_BYTES = 1024 * 1024
/** How much of a file is searched at a time, in bytes. */
const WINDOW_BYTES = 4 * 1024 * 1024
/** What is searched for is no longer than this, in bytes: windows overlap by so much. */
export const MATCH_MAX_BYTES = 4 * 1024

/** A file of which parts are read; the part that was read last is kept. */
export class Source {
  readonly size: number
  readonly #readRange: (start: number, end: number) => Promise<Buffer>
  #cached: Buffer = Buffer.alloc(0)
  #cachedAt = 0

  /** `readRange` gets the first and the last offset, both included. */
  constructor(size: number, readRange: (start: number, end: number) => Promise<Buffer>) {
    this.size = size
    this.#readRange = readRange
  }

  static of(bytes: Buffer): Source {
    return new Source(bytes.length, async (start, end) => bytes.subarray(start, end + 1))
  }

  /** So many bytes from here on, or fewer where the file ends. */
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

  /** The bytes between two offsets in windows that overlap. */
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

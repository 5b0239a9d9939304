import { StartError } from '../../platform/errors/startError.ts'

/** Reads the numbers and texts of a custom-format dump from a stream. */
export class ByteReader {
  /** The size of an integer, without the byte of its sign. */
  integerBytes = 4
  private buffer: Buffer = Buffer.alloc(0)
  private readonly stream: AsyncIterator<Buffer>

  constructor(
    stream: AsyncIterable<Buffer>,
    private readonly file: string,
  ) {
    this.stream = stream[Symbol.asyncIterator]()
  }

  async byte(): Promise<number> {
    return (await this.bytes(1))[0]!
  }

  /** A byte, or undefined at the end of the file. */
  async byteOrEnd(): Promise<number | undefined> {
    return (await this.fill(1)) ? this.byte() : undefined
  }

  /** A number: the byte of its sign, then its bytes from the lowest one. */
  async integer(): Promise<number> {
    const bytes = await this.bytes(1 + this.integerBytes)
    const value = bytes.readUIntLE(1, this.integerBytes)
    return bytes[0] === 0 ? value : -value
  }

  /** A text as latin1, one character for each byte; null if there is none. */
  async text(): Promise<string | null> {
    const length = await this.integer()
    return length < 0 ? null : (await this.bytes(length)).toString('latin1')
  }

  /** The parts of a block of data: each with its length before it, up to one without bytes. */
  async *chunks(): AsyncGenerator<Buffer> {
    for (let length = await this.integer(); length !== 0; length = await this.integer()) yield await this.bytes(length)
  }

  async bytes(length: number): Promise<Buffer> {
    if (length < 0 || !(await this.fill(length))) throw new StartError(`${this.file}: the file is cut off or damaged.`)
    const bytes = this.buffer.subarray(0, length)
    this.buffer = this.buffer.subarray(length)
    return bytes
  }

  private async fill(length: number): Promise<boolean> {
    const parts = [this.buffer]
    let total = this.buffer.length
    while (total < length) {
      const { value, done } = await this.stream.next()
      if (done) break
      parts.push(value as Buffer)
      total += (value as Buffer).length
    }
    if (parts.length > 1) this.buffer = Buffer.concat(parts)
    return total >= length
  }
}

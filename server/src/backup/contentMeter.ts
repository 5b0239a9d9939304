import { createHash } from 'node:crypto'
import type { TableContent } from './archive.ts'

/** Measures rows in the text format of COPY. Each ends with a newline; newlines in values are escaped. */
export class ContentMeter {
  private readonly hash = createHash('sha256')
  private rows = 0
  private bytes = 0

  update(chunk: Buffer): void {
    this.hash.update(chunk)
    this.bytes += chunk.length
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) this.rows++
  }

  /** Can be called once. */
  result(): TableContent {
    return { rows: this.rows, bytes: this.bytes, sha256: this.hash.digest('hex') }
  }
}

import { createHash, type Hash } from 'node:crypto'
import { Transform } from 'node:stream'
import { LRUCache } from 'lru-cache'

/** The maximum number of uploads hashed while they arrive; others are read again when they are finished. */
const AT_MOST = 1_000

/**
 * SHA-256 of uploads while they stream in. A hash is only valid if every hashed byte was also stored: after a cut, a restart
 * or a move to another node there is none, and the file is read instead.
 */
export class RunningHashes {
  readonly #running = new LRUCache<string, { hash: Hash; bytes: number }>({ max: AT_MOST })

  /** A stream that hashes its data from `offset` on. */
  through(id: string, offset: number): Transform {
    if (offset === 0) this.#running.set(id, { hash: createHash('sha256'), bytes: 0 })
    const known = this.#running.get(id)
    const running = known?.bytes === offset ? known : undefined
    if (!running) this.#running.delete(id)
    return new Transform({
      transform(chunk: Buffer, _encoding, done) {
        if (running) {
          running.hash.update(chunk)
          running.bytes += chunk.length
        }
        done(null, chunk)
      },
    })
  }

  /** Reports the number of stored bytes: if it differs from the hashed number, the hash is invalid. */
  kept(id: string, bytes: number): void {
    if (this.#running.peek(id)?.bytes !== bytes) this.#running.delete(id)
  }

  /** The hash of a finished upload, once; undefined if it did not arrive in one piece. */
  take(id: string, size: number): Buffer | undefined {
    const running = this.#running.peek(id)
    this.#running.delete(id)
    return running?.bytes === size ? running.hash.digest() : undefined
  }

  /** Drops the state of an upload. */
  drop(id: string): void {
    this.#running.delete(id)
  }
}

import type { ExecutionResult } from 'graphql'
import type { Sink } from '../live/member.ts'
import { BUFFER_MAX } from './socketSink.ts'

const DONE = { value: undefined, done: true } as const

/** Results that are pulled one by one, as for server-sent events. It buffers no more than a socket does. */
export class PulledSink implements Sink {
  readonly #onEnd: () => void
  readonly #onEmpty: () => void
  #queue: string[] = []
  #size = 0
  #take: ((result: IteratorResult<ExecutionResult>) => void) | undefined
  #closed = false

  constructor(on: { empty(): void; end(): void }) {
    this.#onEmpty = on.empty
    this.#onEnd = on.end
  }

  ready(): boolean {
    return !this.#closed && this.#size < BUFFER_MAX
  }

  send(json: string): void {
    this.#queue.push(json)
    this.#size += json.length
    this.#hand()
  }

  end(): void {
    this.#onEnd()
  }

  /** The next result, once available; done once closed. */
  next(): Promise<IteratorResult<ExecutionResult>> {
    return new Promise((resolve) => {
      this.#take = resolve
      this.#hand()
    })
  }

  /** Pending results are dropped: the reader has disconnected. */
  close(): void {
    this.#closed = true
    this.#queue = []
    this.#hand()
  }

  #hand(): void {
    const take = this.#take
    if (!take) return
    const json = this.#queue.shift()
    if (json === undefined && !this.#closed) return this.#onEmpty()
    this.#take = undefined
    if (json === undefined) return take(DONE)
    this.#size -= json.length
    take({ value: JSON.parse(json) as ExecutionResult, done: false })
  }
}

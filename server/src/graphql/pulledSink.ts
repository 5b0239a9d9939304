import type { ExecutionResult } from 'graphql'
import type { Sink } from '../live/member.ts'
import { BUFFER_MAX } from './socketSink.ts'

const DONE = { value: undefined, done: true } as const

/** Results that are taken one by one, as server-sent events are. No more of them waits here than in a socket. */
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

  /** The next result, once there is one; done once closed. */
  next(): Promise<IteratorResult<ExecutionResult>> {
    return new Promise((resolve) => {
      this.#take = resolve
      this.#hand()
    })
  }

  /** What is waiting is not taken any more: its reader has gone. */
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

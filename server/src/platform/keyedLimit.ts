/** The queue of one key, and the number of running entries. */
interface Lane {
  running: number
  /** In the order of their turns. */
  waiting: Map<string, (() => void)[]>
}

/**
 * Limits how many run at a time for each key. Waiting people take turns: a person with a hundred requests does not delay
 * others.
 */
export class KeyedLimit {
  readonly #max: number
  readonly #lanes = new Map<string, Lane>()

  constructor(max: number) {
    this.#max = max
  }

  /** Resolves when it is the caller's turn, with a function to call when done. */
  async enter(key: string, who = key): Promise<() => void> {
    const lane = this.#lanes.get(key) ?? { running: 0, waiting: new Map() }
    this.#lanes.set(key, lane)
    if (lane.running < this.#max) lane.running++
    else
      await new Promise<void>((resolve) => {
        lane.waiting.set(who, [...(lane.waiting.get(who) ?? []), resolve])
      })
    let left = false
    return () => {
      if (!left) this.#leave(key, lane)
      left = true
    }
  }

  #leave(key: string, lane: Lane): void {
    const next = takeNext(lane)
    // The next one in the queue takes over the slot.
    if (next) return next()
    lane.running--
    if (lane.running === 0) this.#lanes.delete(key)
  }
}

function takeNext({ waiting }: Lane): (() => void) | undefined {
  const [first] = waiting
  if (!first) return undefined
  const [who, [next, ...others]] = first
  waiting.delete(who)
  if (others.length > 0) waiting.set(who, others)
  return next
}

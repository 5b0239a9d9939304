/** Anything with a position in a ticket's log. */
export interface Sequenced {
  seq: number
}

/**
 * Inserts entries into a log ordered by `seq`. Existing entries are replaced, so pages, replays and live events may
 * overlap. Returns the same array if nothing is new.
 */
export function mergeEntries<T extends Sequenced>(log: readonly T[], incoming: readonly T[]): readonly T[] {
  if (incoming.length === 0) return log
  const last = log.at(-1)
  // The common case, one new event at the end, must not sort thousands of entries.
  if (incoming.length === 1 && (!last || incoming[0]!.seq > last.seq)) return [...log, incoming[0]!]
  const bySeq = new Map<number, T>()
  for (const entry of log) bySeq.set(entry.seq, entry)
  for (const entry of incoming) bySeq.set(entry.seq, entry)
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
}

/** The index of the first entry with at least this seq; the length of the log when there is none. */
export function indexOfSeq(log: readonly Sequenced[], seq: number): number {
  let low = 0
  let high = log.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (log[middle]!.seq < seq) low = middle + 1
    else high = middle
  }
  return low
}

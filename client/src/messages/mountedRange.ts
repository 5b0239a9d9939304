import { indexOfSeq, type Sequenced } from './timeline.ts'

/** Entries added at once when scrolling nears an edge of what is mounted. */
const STEP = 50
/** The height of a short message: of those a window has the most. */
const SHORT_ROW_PX = 56
/** At most this many entries are in the document, however long the conversation. */
export const MOST_MOUNTED = 300

/** The part of the log that is in the document, by seq. `to` is Infinity while it follows the end. */
export interface MountedRange {
  from: number
  to: number
}

/** What is mounted when a conversation is opened. The rest follows once that is painted. */
function screenful(): number {
  return Math.ceil(window.innerHeight / SHORT_ROW_PX)
}

/** The end of the log. */
export function rangeAtEnd(log: readonly Sequenced[], count = screenful()): MountedRange {
  return { from: seqAt(log, log.length - count), to: Infinity }
}

/** The part of the log around one entry, which is shown in the upper half of the window. */
export function rangeAround(log: readonly Sequenced[], seq: number): MountedRange {
  const index = indexOfSeq(log, seq)
  return { from: seqAt(log, index - Math.ceil(screenful() / 2)), to: endAt(log, index + screenful()) }
}

/** Mounts earlier entries, and unmounts the latest if there are too many. */
export function growUp(log: readonly Sequenced[], range: MountedRange): MountedRange {
  const start = Math.max(0, indexOfSeq(log, range.from) - STEP)
  const end = Math.min(endIndex(log, range), start + MOST_MOUNTED)
  return same(range, { from: seqAt(log, start), to: endAt(log, end) })
}

/** Mounts later entries, and unmounts the earliest if there are too many. */
export function growDown(log: readonly Sequenced[], range: MountedRange): MountedRange {
  const end = Math.min(log.length, endIndex(log, range) + STEP)
  const start = Math.max(indexOfSeq(log, range.from), end - MOST_MOUNTED)
  return same(range, { from: seqAt(log, start), to: endAt(log, end) })
}

/** While following the end, unmounts the earliest entries beyond the limit. */
export function trimWhileFollowing(log: readonly Sequenced[], range: MountedRange): MountedRange {
  if (range.to !== Infinity || log.length - indexOfSeq(log, range.from) <= MOST_MOUNTED) return range
  return rangeAtEnd(log, 2 * STEP)
}

/** The mounted entries themselves. */
export function mounted<T extends Sequenced>(log: readonly T[], range: MountedRange): readonly T[] {
  return log.slice(indexOfSeq(log, range.from), endIndex(log, range))
}

function endIndex(log: readonly Sequenced[], range: MountedRange): number {
  return range.to === Infinity ? log.length : indexOfSeq(log, range.to + 1)
}

function seqAt(log: readonly Sequenced[], index: number): number {
  return log[Math.max(0, Math.min(index, log.length - 1))]?.seq ?? 0
}

function endAt(log: readonly Sequenced[], end: number): number {
  return end >= log.length ? Infinity : log[end - 1]!.seq
}

/** The same object if nothing changed, so that React skips the render. */
function same(before: MountedRange, after: MountedRange): MountedRange {
  return before.from === after.from && before.to === after.to ? before : after
}

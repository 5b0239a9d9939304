import { useCallback, useState } from 'react'
import { usePainted } from '../lib/afterPaint.ts'
import {
  growDown,
  growUp,
  mounted,
  rangeAround,
  rangeAtEnd,
  trimWhileFollowing,
  type MountedRange,
} from './mountedRange.ts'
import type { Entry, ThreadLog } from './threadLog.ts'
import { indexOfSeq } from './timeline.ts'
import type { OpeningPosition } from './useOpeningPosition.ts'

/** The distance from the edge of the mounted part at which more is mounted: early enough that the edge is not seen. */
const NEAR_PX = 1_000

type Mounted = {
  entries: readonly Entry[]
  endIsMounted: boolean
  /** Mounts or loads more where the box nears an edge: at once while somebody scrolls, otherwise once what was opened is painted. */
  fill: (box: HTMLElement, isScrolling: boolean) => void
  showEnd: () => void
  showAround: (seq: number) => void
}

/** Which part of the log is in the document. */
export const useMountedRange = (
  log: ThreadLog,
  all: readonly Entry[],
  position: OpeningPosition,
  atEnd: boolean,
): Mounted => {
  const [range, setRange] = useState<MountedRange>(() =>
    position.kind === 'end' ? rangeAtEnd(all) : rangeAround(all, position.seq),
  )
  const isPainted = usePainted()
  let entries = mounted(all, range)
  // Only at the end, so that no visible entry is unmounted.
  const wanted =
    entries.length === 0 && all.length > 0 ? rangeAtEnd(all) : atEnd ? trimWhileFollowing(all, range) : range
  if (wanted !== range) {
    setRange(wanted)
    entries = mounted(all, wanted)
  }

  const fill = useCallback(
    (box: HTMLElement, isScrolling: boolean) => {
      const now = log.state
      if (isScrolling || isPainted)
        setRange((current) => {
          const below = box.scrollHeight - box.scrollTop - box.clientHeight
          if (below < NEAR_PX && current.to !== Infinity) return growDown(now.entries, current)
          if (box.scrollTop < NEAR_PX && indexOfSeq(now.entries, current.from) > 0) return growUp(now.entries, current)
          return current
        })
      const topIsMounted = indexOfSeq(now.entries, range.from) === 0
      if (box.scrollTop < NEAR_PX && topIsMounted && now.hasOlder && !now.loadingOlder && !now.olderError) {
        void log.loadOlder()
      }
    },
    [log, range, isPainted],
  )

  // Each message of one's own shows the end: where it is mounted already, what is above it stays.
  const showEnd = useCallback(
    () => setRange((current) => (current.to === Infinity ? current : rangeAtEnd(log.state.entries))),
    [log],
  )
  const showAround = useCallback((seq: number) => setRange(rangeAround(log.state.entries, seq)), [log])
  return { entries, endIsMounted: wanted.to === Infinity, fill, showEnd, showAround }
}

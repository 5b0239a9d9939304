import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useShortcuts } from '../lib/shortcuts.ts'
import { onJumpToEnd } from './jump.ts'
import type { OutboxItem } from './outboxStore.ts'
import type { LogState, ThreadLog } from './threadLog.ts'
import { useMountedRange } from './useMountedRange.ts'
import type { OpeningPosition } from './useOpeningPosition.ts'
import { lastSeqInSight, useScrollAnchor } from './useScrollAnchor.ts'

type Options = {
  log: ThreadLog
  state: LogState
  items: readonly OutboxItem[]
  position: OpeningPosition
  onSeen: (seq: number) => void
}

/** Where the viewer is in the conversation: the rows in the document, the scroll position, and the last message seen. */
export const useReadingPosition = ({ log, state, items, position, onSeen }: Options) => {
  const [seen, setSeen] = useState(state.readSeq)
  const [isFollowing, setFollowing] = useState(position.kind === 'end')
  const range = useMountedRange(log, state.entries, position, isFollowing)
  const { fill, showAround, showEnd: mountEnd } = range

  const onMove = useCallback(
    (box: HTMLElement, isScrolling: boolean) => {
      const seq = lastSeqInSight(box)
      setSeen((before) => Math.max(before, seq))
      fill(box, isScrolling)
    },
    [fill],
  )
  const scroll = useScrollAnchor({ startsAtEnd: position.kind === 'end', endIsMounted: range.endIsMounted, onMove })
  const { atEnd, scrollToEnd, scrollToRow } = scroll
  useEffect(() => setFollowing(atEnd), [atEnd])
  // Before the next key press can send: what has just arrived in sight must not hold it up.
  useLayoutEffect(() => onSeen(seen), [onSeen, seen])

  const showEnd = useCallback(() => {
    mountEnd()
    scrollToEnd()
  }, [mountEnd, scrollToEnd])
  useOpening(position, showAround, scrollToRow)
  useOwnMessages(items, showEnd)
  useShortcuts({ 'Alt+ArrowDown': showEnd })
  useEffect(() => onJumpToEnd(showEnd), [showEnd])

  return { range, seen, scroll, showEnd }
}

/** Scrolls to the opening position once its row is in the document. */
const useOpening = (
  position: OpeningPosition,
  showAround: (seq: number) => void,
  scrollToRow: (key: string, share: number) => boolean,
) => {
  const opened = useRef<OpeningPosition | null>(null)
  const mounting = useRef<OpeningPosition | null>(null)
  useLayoutEffect(() => {
    if (position.kind === 'end' || opened.current === position) return
    const isThere = scrollToRow(position.key, position.kind === 'unread' ? 0.2 : 0.35)
    if (isThere || mounting.current === position) {
      opened.current = position
      return
    }
    mounting.current = position
    showAround(position.seq)
  })
}

/** Sending a message scrolls to the end. */
const useOwnMessages = (items: readonly OutboxItem[], showEnd: () => void) => {
  const newest = items.at(-1)
  const shown = useRef(newest?.place ?? 0)
  useLayoutEffect(() => {
    if (!newest || newest.place <= shown.current) return
    shown.current = newest.place
    showEnd()
  }, [newest, showEnd])
}

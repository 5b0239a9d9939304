import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { chooseAnchor, FOLLOW_WITHIN_PX, scrollTopFor, type Anchor, type RowPosition } from './anchor.ts'

/** Marks the rows that can be anchors. */
export const ROW_KEY = 'data-row'
/** Marks the text of a row. The name above it is removed when an older message of the same author is loaded. */
export const ROW_TEXT = 'data-row-text'

type Options = {
  /** Whether it starts at the end; otherwise there is no anchor until `scrollToRow`. */
  startsAtEnd: boolean
  /** Whether the last entry of the log is in the document. */
  endIsMounted: boolean
  /** After every scroll and every correction. */
  onMove: (box: HTMLElement, isScrolling: boolean) => void
}

type ScrollAnchor = {
  boxRef: RefObject<HTMLDivElement | null>
  contentRef: RefObject<HTMLDivElement | null>
  atEnd: boolean
  scrollToEnd: () => void
  /** Stops following the end: visible rows stay in place, even if they grow. */
  keepPosition: () => void
  /** Scrolls a row to this fraction of the box's height; false if it is not in the document. */
  scrollToRow: (key: string, share: number) => boolean
}

/**
 * Keeps the scroll position stable when content above is added, grows, loads or is resized; near the end, keeps
 * to the end. The browser's own scroll anchoring is off: it gives up at the top, and Safari has none.
 */
export const useScrollAnchor = ({ startsAtEnd, endIsMounted, onMove }: Options): ScrollAnchor => {
  const boxRef = useRef<HTMLDivElement>(null)
  const contentRef = useRef<HTMLDivElement>(null)
  const anchor = useRef<Anchor | null>(startsAtEnd ? { kind: 'end' } : null)
  const [atEnd, setAtEnd] = useState(startsAtEnd)
  /** The scroll offset at which the anchor was last correct. */
  const knownTop = useRef(0)
  const latest = useRef({ endIsMounted, onMove })

  const take = useCallback(() => {
    const box = boxRef.current
    if (!box) return
    // Content that grew after our correction must not count as a scroll by the user.
    const moved = Math.abs(box.scrollTop - knownTop.current) >= 1
    if (moved || !anchor.current) anchor.current = chooseAnchor(box, rowsOf(box), latest.current.endIsMounted)
    knownTop.current = box.scrollTop
    setAtEnd(anchor.current?.kind === 'end')
    latest.current.onMove(box, moved)
  }, [])

  const restore = useCallback(() => {
    const box = boxRef.current
    if (!box || !anchor.current) return
    // The end is not in the document yet.
    if (anchor.current.kind === 'end' && !latest.current.endIsMounted) return
    const scrolled = box.scrollTop - knownTop.current
    // Scrolled since, but the event has not fired yet: the anchor has moved by as much.
    if (anchor.current.kind === 'row') anchor.current.offset -= scrolled
    else if (scrolled < -FOLLOW_WITHIN_PX) anchor.current = chooseAnchor(box, rowsOf(box), true)
    const scrollTop = anchor.current && scrollTopFor(anchor.current, box, (key) => topOf(box, key))
    if (scrollTop !== null) box.scrollTop = scrollTop
    knownTop.current = box.scrollTop
    latest.current.onMove(box, false)
  }, [])

  // After every render and before the browser paints, so that nothing moves visibly.
  useLayoutEffect(() => {
    latest.current = { endIsMounted, onMove }
    restore()
  })

  useEffect(() => {
    const box = boxRef.current!
    const observer = new ResizeObserver(restore)
    observer.observe(box)
    observer.observe(contentRef.current!)
    box.addEventListener('scroll', take, { passive: true })
    return () => {
      observer.disconnect()
      box.removeEventListener('scroll', take)
    }
  }, [restore, take])

  const scrollToEnd = useCallback(() => {
    anchor.current = { kind: 'end' }
    knownTop.current = boxRef.current?.scrollTop ?? 0
    setAtEnd(true)
    restore()
  }, [restore])

  const scrollToRow = useCallback(
    (key: string, share: number) => {
      const box = boxRef.current
      if (!box || topOf(box, key) === null) return false
      anchor.current = { kind: 'row', key, offset: Math.round(box.clientHeight * share) }
      knownTop.current = box.scrollTop
      restore()
      // The row may be too near an end: anchor it where it is now.
      anchor.current = null
      take()
      return true
    },
    [restore, take],
  )

  const keepPosition = useCallback(() => {
    const box = boxRef.current
    if (box) anchor.current = chooseAnchor(box, rowsOf(box), false) ?? anchor.current
  }, [])

  return { boxRef, contentRef, atEnd, scrollToEnd, scrollToRow, keepPosition }
}

function* rowsOf(box: HTMLElement): Iterable<RowPosition> {
  const origin = box.getBoundingClientRect().top
  for (const row of box.querySelectorAll(`[${ROW_KEY}]`)) {
    const { top, bottom } = textOf(row).getBoundingClientRect()
    yield { key: row.getAttribute(ROW_KEY)!, top: top - origin, bottom: bottom - origin }
  }
}

const topOf = (box: HTMLElement, key: string): number | null => {
  const row = box.querySelector(`[${ROW_KEY}="${CSS.escape(key)}"]`)
  return row ? textOf(row).getBoundingClientRect().top - box.getBoundingClientRect().top : null
}

const textOf = (row: Element): Element => row.querySelector(`[${ROW_TEXT}]`) ?? row

/** The highest visible seq. */
export const lastSeqInSight = (box: HTMLElement): number => {
  const bottom = box.getBoundingClientRect().bottom
  const rows = box.querySelectorAll<HTMLElement>('[data-seq]')
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i]!
    if (row.getBoundingClientRect().top + SEEN_PX <= bottom) return Number(row.dataset.seq)
  }
  return 0
}

/** How much of a row must be visible for it to count as seen. */
const SEEN_PX = 24

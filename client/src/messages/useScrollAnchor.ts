import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { chooseAnchor, scrollTopFor, type Anchor, type RowPlace } from './anchor.ts'

/** Marks the rows that can be held on to. */
export const ROW_KEY = 'data-row'

type Options = {
  /** Whether the last entry of the log is in the document. */
  endIsMounted: boolean
  /** After every scroll and every correction. */
  onMove: (box: HTMLElement) => void
}

type ScrollAnchor = {
  boxRef: RefObject<HTMLDivElement | null>
  contentRef: RefObject<HTMLDivElement | null>
  atEnd: boolean
  scrollToEnd: () => void
  /** Stop following the end: what is in sight now stays, though it may grow. */
  hold: () => void
  /** Puts a row at this share of the box's height; false when it is not in the document. */
  scrollToRow: (key: string, share: number) => boolean
}

/**
 * Keeps what the person looks at where it is, whatever is added above, grows, loads or is resized; near the end, keeps
 * to the end. The browser's own scroll anchoring is off: it gives up at the top, and Safari has none.
 */
export const useScrollAnchor = ({ endIsMounted, onMove }: Options): ScrollAnchor => {
  const boxRef = useRef<HTMLDivElement>(null)
  const contentRef = useRef<HTMLDivElement>(null)
  const anchor = useRef<Anchor | null>({ kind: 'end' })
  const [atEnd, setAtEnd] = useState(true)
  /** Where the last correction left the box: a scroll event from there is our own. */
  const corrected = useRef(-1)
  const latest = useRef({ endIsMounted, onMove })

  const take = useCallback(() => {
    const box = boxRef.current
    if (!box) return
    // Content that grew between a correction and its scroll event must not count as the person having scrolled.
    const ours = Math.abs(box.scrollTop - corrected.current) < 1
    if (!ours || anchor.current === null) anchor.current = chooseAnchor(box, rowsOf(box), latest.current.endIsMounted)
    corrected.current = -1
    setAtEnd(anchor.current?.kind === 'end')
    latest.current.onMove(box)
  }, [])

  const restore = useCallback(() => {
    const box = boxRef.current
    if (!box) return
    if (anchor.current?.kind === 'end' && !latest.current.endIsMounted) return take()
    const scrollTop = anchor.current && scrollTopFor(anchor.current, box, (key) => topOf(box, key))
    if (scrollTop !== null) {
      box.scrollTop = scrollTop
      corrected.current = box.scrollTop
    }
    latest.current.onMove(box)
  }, [take])

  // After every render: before the browser paints, so nothing is ever seen to move.
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
    setAtEnd(true)
    restore()
  }, [restore])

  const scrollToRow = useCallback(
    (key: string, share: number) => {
      const box = boxRef.current
      if (!box || topOf(box, key) === null) return false
      anchor.current = { kind: 'row', key, offset: Math.round(box.clientHeight * share) }
      restore()
      // The row may be too near an end to get there: hold on to where it came to rest.
      take()
      return true
    },
    [restore, take],
  )

  const hold = useCallback(() => {
    const box = boxRef.current
    if (box) anchor.current = chooseAnchor(box, rowsOf(box), false) ?? anchor.current
  }, [])

  return { boxRef, contentRef, atEnd, scrollToEnd, scrollToRow, hold }
}

function* rowsOf(box: HTMLElement): Iterable<RowPlace> {
  const origin = box.getBoundingClientRect().top
  for (const row of box.querySelectorAll(`[${ROW_KEY}]`)) {
    const { top, bottom } = row.getBoundingClientRect()
    yield { key: row.getAttribute(ROW_KEY)!, top: top - origin, bottom: bottom - origin }
  }
}

const topOf = (box: HTMLElement, key: string): number | null => {
  const row = box.querySelector(`[${ROW_KEY}="${CSS.escape(key)}"]`)
  return row ? row.getBoundingClientRect().top - box.getBoundingClientRect().top : null
}

/** The highest seq of which something can be seen. */
export const lastSeqInSight = (box: HTMLElement): number => {
  const bottom = box.getBoundingClientRect().bottom
  const rows = box.querySelectorAll<HTMLElement>('[data-seq]')
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i]!
    if (row.getBoundingClientRect().top + SEEN_PX <= bottom) return Number(row.dataset.seq)
  }
  return 0
}

/** This much of a row must be in sight for it to count as seen. */
const SEEN_PX = 24

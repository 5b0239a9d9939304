/** Nearer to the end than this, new messages are followed. */
export const FOLLOW_WITHIN_PX = 80

/** Where a row is, relative to the top of the scrolled box. */
export type RowPosition = { key: string; top: number; bottom: number }

/** What must stay where it is: the end, or one row at an offset from the top of the box. */
export type Anchor = { kind: 'end' } | { kind: 'row'; key: string; offset: number }

type ScrollPosition = { scrollTop: number; scrollHeight: number; clientHeight: number }

/** The distance from the visible part to the end. */
export const distanceFromEnd = ({ scrollTop, scrollHeight, clientHeight }: ScrollPosition): number =>
  scrollHeight - scrollTop - clientHeight

/** The anchor for a scroll position: the end if it is near and mounted, else the first visible row. */
export const chooseAnchor = (
  position: ScrollPosition,
  rows: Iterable<RowPosition>,
  endIsMounted: boolean,
): Anchor | null => {
  if (endIsMounted && distanceFromEnd(position) <= FOLLOW_WITHIN_PX) return { kind: 'end' }
  for (const { key, top, bottom } of rows) if (bottom > 0) return { kind: 'row', key, offset: top }
  return null
}

/** The scroll offset that restores the anchor; null if it has not moved, or is gone. */
export const scrollTopFor = (
  anchor: Anchor,
  position: ScrollPosition,
  topOf: (key: string) => number | null,
): number | null => {
  if (anchor.kind === 'end') {
    const end = position.scrollHeight - position.clientHeight
    return Math.abs(end - position.scrollTop) < 1 ? null : end
  }
  const top = topOf(anchor.key)
  // Fractions of a pixel are kept, because rounding errors would add up over many pages.
  return top === null || Math.abs(top - anchor.offset) < 0.01 ? null : position.scrollTop + top - anchor.offset
}

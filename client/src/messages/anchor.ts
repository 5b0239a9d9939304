/** Nearer to the end than this, new messages are followed. */
export const FOLLOW_WITHIN_PX = 80

/** Where a row is, relative to the top of the scrolled box. */
export type RowPlace = { key: string; top: number; bottom: number }

/** What must stay where it is: the end, or one row at an offset from the top of the box. */
export type Anchor = { kind: 'end' } | { kind: 'row'; key: string; offset: number }

type ScrollPlace = { scrollTop: number; scrollHeight: number; clientHeight: number }

/** How far the end is below what is in sight. */
export const distanceFromEnd = ({ scrollTop, scrollHeight, clientHeight }: ScrollPlace): number =>
  scrollHeight - scrollTop - clientHeight

/** What to hold on to at this place: the end when it is near and mounted, else the first row in sight. */
export const chooseAnchor = (place: ScrollPlace, rows: Iterable<RowPlace>, endIsMounted: boolean): Anchor | null => {
  if (endIsMounted && distanceFromEnd(place) <= FOLLOW_WITHIN_PX) return { kind: 'end' }
  for (const { key, top, bottom } of rows) if (bottom > 0) return { kind: 'row', key, offset: top }
  return null
}

/** Where to scroll so that the anchor is where it was; null when it is there, or gone. */
export const scrollTopFor = (
  anchor: Anchor,
  place: ScrollPlace,
  topOf: (key: string) => number | null,
): number | null => {
  if (anchor.kind === 'end') {
    const end = place.scrollHeight - place.clientHeight
    return Math.abs(end - place.scrollTop) < 1 ? null : end
  }
  const top = topOf(anchor.key)
  // Fractions of a pixel are kept: rounding them would add up over many pages.
  return top === null || Math.abs(top - anchor.offset) < 0.01 ? null : place.scrollTop + top - anchor.offset
}

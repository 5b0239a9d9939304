import { type CombinedError, stringifyVariables } from '@urql/core'

/** The number of rows that a page is loaded with. */
export const PAGE_SIZE = 50

const CUT = 'cut below '
/** The end cursor of a page that was cut in the cache: what follows is on the server, but where it begins is not known. */
export const cutBelow = (row: string): string => `${CUT}${row}`
const isCut = (end: string): boolean => end.startsWith(CUT)

/** Where the page after this one begins; undefined while that is not known. */
export const startBelow = (page: Page<Connection> | undefined): string | undefined =>
  page?.end == null || isCut(page.end) ? undefined : page.end

const scrolled = new Set<string>()

/** Notes whether rows below the first page are on screen, of the list with these variables. */
export const noteScrolled = (list: object, isBelow: boolean): void => {
  if (isBelow) scrolled.add(stringifyVariables(list))
  else scrolled.delete(stringifyVariables(list))
}

/** Whether rows below the first page are on screen: while they are, they should not have to be found again. */
export const isScrolled = (list: object): boolean => scrolled.has(stringifyVariables(list))

/** A Relay connection, as any list of the API returns it. */
export type Connection<Row = unknown> = {
  totalCount?: number
  edges: { node: Row }[]
  pageInfo: { hasNextPage: boolean; endCursor?: string | null }
}
type RowOf<C extends Connection> = C['edges'][number]['node']

export type Page<C extends Connection> = {
  /** The cursor it begins after: null at the top, undefined while that is not known. */
  after: string | null | undefined
  /** Undefined while not mounted. */
  rows?: RowOf<C>[]
  /** As last seen, or a guess before that, so that the list's height does not jump. */
  length: number
  /** The cursor at which it ended, or `cutBelow()`; null if nothing follows. */
  end?: string | null
  stop?: () => void
}

/** A list as far as it is loaded. */
export type PagedList<C extends Connection> = {
  /** All rows of the list, loaded or not. */
  count: number
  /** Of the whole list, on the server. Undefined before the first response. */
  total: number | undefined
  /** The first page as last seen. */
  first: C | undefined
  /** The row at this index; undefined while it is not loaded. */
  row: (index: number) => RowOf<C> | undefined
  /** The loaded rows without a gap, from the top. Undefined before the first response. */
  rows: RowOf<C>[] | undefined
  /** Whether rows follow those in `rows`. */
  hasMore: boolean
  isLoading: boolean
  /** The server returned no list: the viewer has no access to it. */
  isRefused: boolean
  error: CombinedError | undefined
}

/** The list that these pages make up. */
export const listOf = <C extends Connection>(pages: readonly Page<C>[], first: C | undefined, pageSize: number) => {
  const starts: number[] = []
  let count = 0
  for (const page of pages) {
    starts.push(count)
    count += page.length
  }
  const total = first?.totalCount
  const gap = pages.findIndex(({ rows }) => !rows)
  const loaded = gap < 0 ? pages : pages.slice(0, gap)
  return {
    // The last page is seldom full; its length is known once it is loaded.
    count:
      total === undefined ? 0 : pages.at(-1)?.rows ? count : Math.min(count, Math.max(total, count - pageSize + 1)),
    total,
    first,
    row: (row: number): RowOf<C> | undefined => {
      const page = findLast(starts, row)
      return pages[page]?.rows?.[row - starts[page]!]
    },
    rows: first && loaded.flatMap(({ rows = [] }) => rows),
    hasMore: loaded.at(-1)?.end != null,
  }
}

/**
 * Lets the page at `index` begin after `cursor`; false if it does already. The cursors of the pages below were relative
 * to the old one, so they are dropped.
 */
export const startAfter = <C extends Connection>(
  pages: readonly Page<C>[],
  index: number,
  cursor: string | null | undefined,
  unmount: (page: Page<C>) => void,
): boolean => {
  const next = pages[index]
  if (!next || next.after === cursor) return false
  // If its start was unknown until now, nothing below it is wrong.
  const below = next.after === undefined ? [next] : pages.slice(index)
  for (const page of below) {
    unmount(page)
    Object.assign(page, { after: undefined, end: undefined })
  }
  next.after = cursor
  return true
}

/** The last index at which `starts` (ascending) is at most `row`. */
const findLast = (starts: readonly number[], row: number): number => {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= row) low = middle
    else high = middle - 1
  }
  return low
}

import { createRequest, type Client, type CombinedError, type RequestPolicy } from '@urql/core'
import { pipe, subscribe } from 'wonka'
import {
  TicketPageDocument,
  type TicketFilter,
  type TicketOrder,
  type TicketPageQuery,
  type TicketPageQueryVariables,
  type TicketRowFragment,
} from '../tickets/tickets.generated.ts'
import {
  TicketCursorAtDocument,
  type TicketCursorAtQuery,
  type TicketCursorAtQueryVariables,
} from '../views/views.generated.ts'

export const PAGE_SIZE = 50
/** Every mounted page is read again whenever one of its tickets changes, so only those on screen are mounted. */
const MOUNTED_AT_MOST = 4
/** A scrollbar that is dragged passes many pages a second; only where it rests is loaded. In milliseconds. */
const REST_MS = 60

type Page = {
  /** Where it begins: null at the top, undefined while that is not known. */
  after: string | null | undefined
  /** Undefined while not mounted. */
  rows?: TicketRowFragment[]
  /** As last seen, or a guess before that: the list's height must not jump. */
  length: number
  /** Where it ended, for the page that follows. */
  end?: string | null
  stop?: () => void
}

export type PagerState = {
  /** All rows of the list, loaded or not. */
  count: number
  /** Of the whole list, on the server. Undefined before the first answer. */
  total: number | undefined
  /** Where the inbox feed goes on from the first page. */
  cursor: string | undefined
  error: CombinedError | undefined
  row: (index: number) => TicketRowFragment | undefined
}

/**
 * A list of tickets as pages, each a query of its own; only those near the viewport are mounted. A page begins where the one
 * before it ended; where that one was never loaded, the server says where to begin, so any place of a long list is near.
 */
export class TicketPager {
  private pages: Page[] = [{ after: null, length: PAGE_SIZE }]
  private total: number | undefined
  private cursor: string | undefined
  private error: CombinedError | undefined
  private listeners = new Set<() => void>()
  private resting: ReturnType<typeof setTimeout> | undefined
  private wanted: [from: number, to: number] = [0, 0]
  private state: PagerState = this.snapshot()

  constructor(
    private readonly client: Client,
    private readonly filter: TicketFilter,
    private readonly orderBy: TicketOrder,
  ) {}

  /** For useSyncExternalStore. Queries run while somebody listens. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    if (this.listeners.size === 1) this.mount(0, 'cache-and-network')
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size > 0) return
      clearTimeout(this.resting)
      this.pages.forEach(unmount)
    }
  }

  getState = (): PagerState => this.state

  /** Mounts the pages around these rows, and lets the others go. The first stays: it carries the total and new tickets. */
  show = (firstRow: number, lastRow: number): void => {
    const from = this.pageOf(firstRow)
    const to = Math.min(this.pageOf(lastRow + PAGE_SIZE / 2), from + MOUNTED_AT_MOST - 2)
    this.wanted = [from, to]
    this.pages.forEach((page, index) => {
      if (index !== 0 && (index < from || index > to)) unmount(page)
    })
    clearTimeout(this.resting)
    // What has a beginning is loaded at once; to ask for one is worth it only where the scrollbar rests.
    if (this.isKnown(from)) this.mountWanted()
    else this.resting = setTimeout(() => this.mountWanted(), REST_MS)
  }

  /** Loads anew what is on screen. */
  retry = (): void => {
    this.error = undefined
    this.pages.forEach((page, index) => {
      if (!page.stop && index > 0) return
      unmount(page)
      this.mount(index, 'network-only')
    })
    this.mountWanted()
  }

  private mountWanted(): void {
    const [from, to] = this.wanted
    for (let index = from; index <= to; index++) this.mount(index)
  }

  private isKnown(index: number): boolean {
    return index === 0 || this.pages[index]?.after !== undefined || this.pages[index - 1]?.end != null
  }

  private mount(index: number, requestPolicy: RequestPolicy = 'cache-first'): void {
    const page = this.pages[index]
    if (!page || page.stop) return
    page.after ??= this.pages[index - 1]?.end ?? undefined
    if (index === 0) page.after = null
    // The page before it is on its way, and says where this one begins.
    if (page.after === undefined && this.pages[index - 1]?.stop) return
    if (page.after === undefined) return this.findBeginning(page, index)
    const variables = { filter: this.filter, orderBy: this.orderBy, first: PAGE_SIZE, after: page.after }
    const request = createRequest<TicketPageQuery, TicketPageQueryVariables>(TicketPageDocument, variables)
    // A cached page answers while subscribing, before there is anything to unsubscribe.
    page.stop = () => undefined
    const { unsubscribe: stop } = pipe(
      this.client.executeQuery(request, { requestPolicy }),
      subscribe(({ data, error }) => this.take(page, data, error)),
    )
    page.stop = stop
  }

  /** Asks the server where a page in the middle begins. */
  private findBeginning(page: Page, index: number): void {
    const variables = { filter: this.filter, orderBy: this.orderBy, position: index * PAGE_SIZE }
    const request = createRequest<TicketCursorAtQuery, TicketCursorAtQueryVariables>(TicketCursorAtDocument, variables)
    page.stop = () => undefined
    const { unsubscribe } = pipe(
      this.client.executeQuery(request, { requestPolicy: 'network-only' }),
      subscribe(({ data, error }) => {
        const isWanted = page.stop !== undefined
        unmount(page)
        if (error) return this.fail(error)
        if (!data || !isWanted || this.pages[index] !== page) return
        page.after = data.ticketCursorAt ?? null
        this.mountWanted()
      }),
    )
    if (page.after === undefined) page.stop = unsubscribe
  }

  private fail(error: CombinedError): void {
    this.error = error
    this.notify()
  }

  private take(page: Page, data: TicketPageQuery | undefined, error: CombinedError | undefined): void {
    const index = this.pages.indexOf(page)
    if (index < 0) return
    this.error = data ? undefined : (error ?? this.error)
    if (data) {
      const { edges, pageInfo, totalCount, cursor } = data.tickets
      page.rows = edges.map(({ node }) => node)
      page.length = edges.length
      if (index === 0) Object.assign(this, { total: totalCount, cursor })
      this.chain(index, pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null)
    }
    this.notify()
  }

  /** What follows a page begins where that page ended; when it ended elsewhere before, the rest starts over. */
  private chain(index: number, endCursor: string | null): void {
    const page = this.pages[index]!
    page.end = endCursor
    const count = this.pageCount(index, endCursor)
    for (const old of this.pages.splice(count)) unmount(old)
    while (this.pages.length < count) this.pages.push({ after: undefined, length: PAGE_SIZE })
    const next = this.pages[index + 1]
    if (!next || next.after === endCursor) return
    const was = next.after
    for (const old of this.pages.slice(index + 1)) {
      // The first time a page tells where it ends, nothing further down was wrong.
      if (was === undefined && old !== next) break
      unmount(old)
      Object.assign(old, { after: undefined, end: undefined })
    }
    next.after = endCursor
    const [from, to] = this.wanted
    if (index + 1 >= from && index + 1 <= to) this.mount(index + 1)
  }

  /** How many pages there are: as the total has it, and never fewer than are known to be. */
  private pageCount(index: number, endCursor: string | null): number {
    if (endCursor === null) return index + 1
    const above = this.pages.slice(0, index + 1).reduce((sum, { length }) => sum + length, 0)
    return Math.max(index + 2, index + 1 + Math.ceil(((this.total ?? 0) - above) / PAGE_SIZE))
  }

  private pageOf(row: number): number {
    let below = 0
    const found = this.pages.findIndex(({ length }) => (below += length) > row)
    return found < 0 ? this.pages.length - 1 : found
  }

  private notify(): void {
    this.state = this.snapshot()
    for (const listener of this.listeners) listener()
  }

  private snapshot(): PagerState {
    const { pages, total, cursor, error } = this
    const starts = pages.map(() => 0)
    let count = 0
    pages.forEach((page, index) => {
      starts[index] = count
      count += page.length
    })
    return {
      // The last page is seldom full, and says so only once it is loaded.
      count:
        total === undefined ? 0 : pages.at(-1)?.rows ? count : Math.min(count, Math.max(total, count - PAGE_SIZE + 1)),
      total,
      cursor,
      error,
      row: (row) => {
        const page = findLast(starts, row)
        return pages[page]?.rows?.[row - starts[page]!]
      },
    }
  }
}

/** The last place at which `starts` (ascending) is not beyond `row`. */
const findLast = (starts: readonly number[], row: number): number => {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= row) low = middle
    else high = middle - 1
  }
  return low
}

const unmount = (page: Page): void => {
  page.stop?.()
  page.stop = undefined
  page.rows = undefined
}

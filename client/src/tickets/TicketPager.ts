import { createRequest, type Client, type CombinedError, type RequestPolicy } from '@urql/core'
import { pipe, subscribe } from 'wonka'
import {
  TicketPageDocument,
  type TicketFilter,
  type TicketOrder,
  type TicketPageQuery,
  type TicketPageQueryVariables,
  type TicketRowFragment,
} from './tickets.generated.ts'

export const PAGE_SIZE = 50
/** Every mounted page is read again whenever one of its tickets changes, so only those on screen are mounted. */
const MOUNTED_AT_MOST = 4

type Page = {
  after: string | null
  /** Undefined while not mounted. */
  rows?: TicketRowFragment[]
  /** As last seen, or a guess before that: the list's height must not jump. */
  length: number
  stop?: () => void
}

export type PagerState = {
  /** All rows known to exist below, loaded or not. */
  count: number
  /** Of the whole list, on the server. Undefined before the first answer. */
  total: number | undefined
  /** Where the inbox feed goes on from the first page. */
  cursor: string | undefined
  error: CombinedError | undefined
  row: (index: number) => TicketRowFragment | undefined
}

/** A list of tickets as a chain of pages, each a query of its own; only those near the viewport are mounted. */
export class TicketPager {
  private pages: Page[] = [newPage(null)]
  private total: number | undefined
  private cursor: string | undefined
  private error: CombinedError | undefined
  private listeners = new Set<() => void>()
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
      if (this.listeners.size === 0) this.pages.forEach(unmount)
    }
  }

  getState = (): PagerState => this.state

  /** Mounts the pages around these rows, and lets the others go. The first stays: it carries the total and new tickets. */
  show = (firstRow: number, lastRow: number): void => {
    const from = this.pageOf(firstRow)
    const to = Math.min(this.pageOf(lastRow + PAGE_SIZE / 2), from + MOUNTED_AT_MOST - 2)
    this.pages.forEach((page, index) => {
      if (index !== 0 && (index < from || index > to)) unmount(page)
    })
    for (let index = from; index <= to; index++) this.mount(index)
  }

  /** Loads anew what is on screen. */
  retry = (): void => {
    this.error = undefined
    this.pages.forEach((page, index) => {
      if (!page.stop && index > 0) return
      unmount(page)
      this.mount(index, 'network-only')
    })
  }

  private mount(index: number, requestPolicy: RequestPolicy = 'cache-first'): void {
    const page = this.pages[index]
    if (!page || page.stop) return
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

  private take(page: Page, data: TicketPageQuery | undefined, error: CombinedError | undefined): void {
    const index = this.pages.indexOf(page)
    if (index < 0) return
    this.error = data ? undefined : (error ?? this.error)
    if (data) {
      const { edges, pageInfo, totalCount, cursor } = data.tickets
      page.rows = edges.map(({ node }) => node)
      page.length = edges.length
      if (index === 0) Object.assign(this, { total: totalCount, cursor })
      this.chain(index, pageInfo.hasNextPage ? pageInfo.endCursor : null)
    }
    this.state = this.snapshot()
    for (const listener of this.listeners) listener()
  }

  /** What follows a page begins where that page ended; when it ended elsewhere before, the rest starts over. */
  private chain(index: number, endCursor: string | null): void {
    const next = this.pages[index + 1]
    if (next && next.after === endCursor) return
    for (const old of this.pages.splice(index + 1)) unmount(old)
    if (endCursor) this.pages.push(newPage(endCursor))
  }

  private pageOf(row: number): number {
    let below = 0
    const found = this.pages.findIndex(({ length }) => (below += length) > row)
    return found < 0 ? this.pages.length - 1 : found
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
      count: total === undefined ? 0 : Math.min(count, Math.max(total, count - (pages.at(-1)?.length ?? 0))),
      total,
      cursor,
      error,
      row: (row) => {
        const page = starts.findLastIndex((start) => start <= row)
        return pages[page]?.rows?.[row - starts[page]!]
      },
    }
  }
}

const newPage = (after: string | null): Page => ({ after, length: PAGE_SIZE })

const unmount = (page: Page): void => {
  page.stop?.()
  page.stop = undefined
  page.rows = undefined
}

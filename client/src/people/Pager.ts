import { createRequest, type Client, type CombinedError, type RequestPolicy } from '@urql/core'
import type { DocumentNode } from 'graphql'
import { pipe, subscribe } from 'wonka'

const PAGE_SIZE = 50
/** Each mounted page is read again whenever somebody in it changes, so only those on screen are mounted. */
const MOUNTED_AT_MOST = 4

type Connection<Row> = {
  totalCount: number
  edges: { node: Row }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}
type Page<Row> = { after: string | null; rows?: Row[]; length: number; stop?: () => void }

export type PagedList<Row> = {
  count: number
  /** Undefined before the first answer. */
  total: number | undefined
  error: CombinedError | undefined
  row: (index: number) => Row | undefined
}

/** A list of any connection as a chain of pages; only those near the viewport are mounted. */
export class Pager<Row> {
  #pages: Page<Row>[] = [newPage(null)]
  #total: number | undefined
  #error: CombinedError | undefined
  #listeners = new Set<() => void>()
  #state: PagedList<Row> = this.#snapshot()

  constructor(
    private readonly client: Client,
    private readonly document: DocumentNode,
    private readonly variables: object,
  ) {}

  /** For useSyncExternalStore. Queries run while somebody listens. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) this.#mount(0, 'cache-and-network')
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#pages.forEach(unmount)
    }
  }

  getState = (): PagedList<Row> => this.#state

  /** Mounts the pages around these rows, and lets the others go. The first stays: it carries the total. */
  show = (firstRow: number, lastRow: number): void => {
    const from = this.#pageOf(firstRow)
    const to = Math.min(this.#pageOf(lastRow + PAGE_SIZE / 2), from + MOUNTED_AT_MOST - 2)
    this.#pages.forEach((page, index) => {
      if (index !== 0 && (index < from || index > to)) unmount(page)
    })
    for (let index = from; index <= to; index++) this.#mount(index, 'cache-first')
  }

  /** Reads anew what is mounted; what is shown stays until the answers are there. */
  refresh = (): void => {
    this.#pages.forEach((page, index) => {
      if (!page.stop && index > 0) return
      page.stop?.()
      page.stop = undefined
      this.#mount(index, 'network-only')
    })
  }

  #mount(index: number, requestPolicy: RequestPolicy): void {
    const page = this.#pages[index]
    if (!page || page.stop || this.#listeners.size === 0) return
    const request = createRequest(this.document, { ...this.variables, first: PAGE_SIZE, after: page.after })
    page.stop = () => undefined
    const { unsubscribe: stop } = pipe(
      this.client.executeQuery<Record<string, Connection<Row>>>(request, { requestPolicy }),
      subscribe(({ data, error }) => this.#take(page, data && Object.values(data).find(isConnection), error)),
    )
    page.stop = stop
  }

  #take(page: Page<Row>, found: Connection<Row> | undefined, error: CombinedError | undefined): void {
    const index = this.#pages.indexOf(page)
    if (index < 0) return
    this.#error = found ? undefined : (error ?? this.#error)
    if (found) {
      page.rows = found.edges.map(({ node }) => node)
      page.length = page.rows.length
      if (index === 0) this.#total = found.totalCount
      this.#chain(index, found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null)
    }
    this.#state = this.#snapshot()
    for (const listener of this.#listeners) listener()
  }

  /** What follows a page begins where that page ended; when it ended elsewhere before, the rest starts over. */
  #chain(index: number, endCursor: string | null): void {
    if (this.#pages[index + 1] && this.#pages[index + 1]!.after === endCursor) return
    for (const old of this.#pages.splice(index + 1)) unmount(old)
    if (endCursor) this.#pages.push(newPage(endCursor))
  }

  #pageOf(row: number): number {
    let below = 0
    const found = this.#pages.findIndex(({ length }) => (below += length) > row)
    return found < 0 ? this.#pages.length - 1 : found
  }

  #snapshot(): PagedList<Row> {
    const pages = this.#pages
    const starts: number[] = []
    let count = 0
    for (const page of pages) {
      starts.push(count)
      count += page.length
    }
    return {
      count:
        this.#total === undefined ? 0 : Math.min(count, Math.max(this.#total, count - (pages.at(-1)?.length ?? 0))),
      total: this.#total,
      error: this.#error,
      row: (row) => {
        const page = starts.findLastIndex((start) => start <= row)
        return pages[page]?.rows?.[row - starts[page]!]
      },
    }
  }
}

const isConnection = (value: unknown): boolean => typeof value === 'object' && value !== null && 'edges' in value

const newPage = <Row>(after: string | null): Page<Row> => ({ after, length: PAGE_SIZE })

const unmount = (page: Page<unknown>): void => {
  page.stop?.()
  page.stop = undefined
  page.rows = undefined
}

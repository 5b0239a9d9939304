import { createRequest, type Client, type CombinedError, type RequestPolicy } from '@urql/core'
import type { DocumentNode } from 'graphql'
import { pipe, subscribe } from 'wonka'
import {
  listOf,
  noteScrolled,
  PAGE_SIZE,
  startAfter,
  startBelow,
  type Connection,
  type Page,
  type PagedList,
} from './pages.ts'

/** Every mounted page refetches whenever one of its rows changes, so only those on screen are mounted. */
const MOUNTED_AT_MOST = 4
/** A scrollbar that is dragged passes many pages a second; only the page where it stops is loaded. In milliseconds. */
const REST_MS = 60

export type PagerOptions = {
  /** A query of one connection with the variables `first` and `after`. */
  document: DocumentNode
  variables: object
  /** How the first page is requested when the list is opened. */
  firstPolicy?: RequestPolicy
  /** A query of the cursor at a `position`. With it any part of a long list can be loaded without the pages above it. */
  cursorAt?: DocumentNode
}

/**
 * Any list as pages, each with its own query, kept up to date by the cache. A page begins where the one before it ended;
 * if that page was never loaded, the server returns its cursor. A list shows the pages in view (`show`) or appends
 * the next page (`more`).
 */
export class Pager<C extends Connection> {
  #pages: Page<C>[] = [newPage(null)]
  /** The first page's connection as last seen: it has the total. */
  #first: C | undefined
  #isRefused = false
  #error: CombinedError | undefined
  #listeners = new Set<() => void>()
  #resting: ReturnType<typeof setTimeout> | undefined
  #wanted: [from: number, to: number] = [0, 0]
  #state: PagedList<C> = this.#snapshot()

  constructor(
    private readonly client: Client,
    private readonly options: PagerOptions,
  ) {}

  /** For useSyncExternalStore. Queries are active while there are listeners. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) {
      this.#mount(0, this.options.firstPolicy ?? 'cache-and-network')
      this.#mountWanted()
    }
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      clearTimeout(this.#resting)
      noteScrolled(this.options.variables, false)
      this.#pages.forEach(unmount)
    }
  }

  getState = (): PagedList<C> => this.#state

  /** Mounts the pages around these rows and unmounts the others, except the first, which has the total. */
  show = (firstRow: number, lastRow: number): void => {
    const from = this.#pageOf(firstRow)
    const to = Math.min(this.#pageOf(lastRow + PAGE_SIZE / 2), from + MOUNTED_AT_MOST - 2)
    this.#wanted = [from, to]
    noteScrolled(this.options.variables, lastRow >= PAGE_SIZE)
    this.#pages.forEach((page, index) => {
      if (index !== 0 && (index < from || index > to)) unmount(page)
    })
    clearTimeout(this.#resting)
    if (this.#isKnown(from)) this.#mountWanted()
    else this.#resting = setTimeout(() => this.#mountWanted(), REST_MS)
  }

  /** Appends the next page, unless one is still loading; all pages above it stay mounted. */
  more = (): void => {
    const [, last] = this.#wanted
    if (!this.#pages[last]?.rows || !this.#pages[last + 1]) return
    this.#wanted = [0, last + 1]
    this.#mountWanted()
    this.#notify()
  }

  /** Refetches the mounted pages; the present rows stay until the responses arrive. */
  refresh = (): void => {
    this.#pages.forEach((page, index) => {
      if (!page.stop && index > 0) return
      page.stop?.()
      page.stop = undefined
      this.#mount(index, 'network-only')
    })
    this.#mountWanted()
  }

  /** Refetches after an error, which is no longer shown. */
  retry = (): void => {
    this.#error = undefined
    this.#notify()
    this.refresh()
  }

  #mountWanted(): void {
    const [from, to] = this.#wanted
    for (let index = from; index <= to; index++) this.#mount(index)
  }

  #isKnown(index: number): boolean {
    return index === 0 || this.#pages[index]?.after !== undefined || startBelow(this.#pages[index - 1]) !== undefined
  }

  #mount(index: number, requestPolicy: RequestPolicy = 'cache-first'): void {
    const page = this.#pages[index]
    if (!page || page.stop || this.#listeners.size === 0) return
    const above = this.#pages[index - 1]
    if (page.after === undefined) page.after = startBelow(above)
    if (page.after === undefined) {
      // The page before it is loading, and will say where this one begins.
      const isLoading = above?.stop && !above.rows
      if (!isLoading) this.#findStart(page, index)
      return
    }
    const variables = { ...this.options.variables, first: PAGE_SIZE, after: page.after }
    this.#query(page, this.options.document, variables, requestPolicy, (data, error) =>
      this.#take(page, data && Object.values(data).find(isConnection), data !== undefined, error),
    )
  }

  /** Asks the server where a page in the middle begins. */
  #findStart(page: Page<C>, index: number): void {
    if (!this.options.cursorAt) return
    const variables = { ...this.options.variables, position: this.#lengthOf(index) }
    this.#query(page, this.options.cursorAt, variables, 'network-only', (data, error) => {
      const isWanted = page.stop !== undefined
      unmount(page)
      if (error) return this.#fail(error)
      if (!data || !isWanted || this.#pages[index] !== page) return
      page.after = (Object.values(data)[0] as string | null | undefined) ?? null
      this.#mountWanted()
    })
  }

  #query(
    page: Page<C>,
    document: DocumentNode,
    variables: object,
    requestPolicy: RequestPolicy,
    onResult: (data: Record<string, unknown> | undefined, error: CombinedError | undefined) => void,
  ): void {
    // A cached response arrives while subscribing, before there is anything to unsubscribe from.
    const subscribing = () => undefined
    page.stop = subscribing
    const { unsubscribe } = pipe(
      this.client.executeQuery<Record<string, unknown>>(createRequest(document, variables), { requestPolicy }),
      subscribe(({ data, error }) => onResult(data, error)),
    )
    if (page.stop === subscribing) page.stop = unsubscribe
  }

  #fail(error: CombinedError): void {
    this.#error = error
    this.#notify()
  }

  #take(page: Page<C>, found: C | undefined, hasData: boolean, error: CombinedError | undefined): void {
    const index = this.#pages.indexOf(page)
    if (index < 0) return
    this.#error = found ? undefined : (error ?? this.#error)
    this.#isRefused = hasData && !found && !error
    if (found) {
      page.rows = found.edges.map(({ node }) => node)
      page.length = page.rows.length
      if (index === 0) this.#first = found
      this.#chain(index, found.pageInfo.hasNextPage ? (found.pageInfo.endCursor ?? null) : null)
    }
    this.#notify()
  }

  /** The next page begins where this one ended. If the end has moved, the pages below are loaded again. */
  #chain(index: number, endCursor: string | null): void {
    const page = this.#pages[index]!
    const isSameEnd = page.end === endCursor
    page.end = endCursor
    const count = this.#pageCount(index, endCursor)
    for (const old of this.#pages.splice(count)) unmount(old)
    while (this.#pages.length < count) this.#pages.push(newPage(undefined))
    // Whoever knows no cursor of it found out where the next page begins.
    if (isSameEnd && endCursor !== null && startBelow(page) === undefined) return
    if (!startAfter(this.#pages, index + 1, endCursor === null ? null : startBelow(page), unmount)) return
    const [from, to] = this.#wanted
    if (index + 1 >= from && index + 1 <= to) this.#mount(index + 1)
  }

  /** How many pages there are: as many as the total needs if each can be loaded, else one more than are known. */
  #pageCount(index: number, endCursor: string | null): number {
    if (endCursor === null) return index + 1
    if (!this.options.cursorAt) return index + 2
    const below = (this.#first?.totalCount ?? 0) - this.#lengthOf(index + 1)
    return Math.max(index + 2, index + 1 + Math.ceil(below / PAGE_SIZE))
  }

  /** How many rows the pages above this one have. */
  #lengthOf(index: number): number {
    return this.#pages.slice(0, index).reduce((sum, { length }) => sum + length, 0)
  }

  #pageOf(row: number): number {
    let below = 0
    const found = this.#pages.findIndex(({ length }) => (below += length) > row)
    return found < 0 ? this.#pages.length - 1 : found
  }

  #notify(): void {
    this.#state = this.#snapshot()
    for (const listener of this.#listeners) listener()
  }

  #snapshot(): PagedList<C> {
    return {
      ...listOf(this.#pages, this.#first, PAGE_SIZE),
      error: this.#error,
      isRefused: this.#isRefused,
      isLoading: !this.#error && !this.#isRefused && !this.#pages[this.#wanted[1]]?.rows,
    }
  }
}

const isConnection = (value: unknown): value is never => typeof value === 'object' && value !== null && 'edges' in value

const newPage = <C extends Connection>(after: string | null | undefined): Page<C> => ({ after, length: PAGE_SIZE })

const unmount = (page: Page<Connection>): void => {
  page.stop?.()
  page.stop = undefined
  page.rows = undefined
}

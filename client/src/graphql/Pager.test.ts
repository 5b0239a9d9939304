import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { gql, type Client, type GraphQLRequest } from '@urql/core'
import { fromValue, makeSubject, type Subject } from 'wonka'
import { nextTurn } from '../../test/time.ts'
import { Pager, type PagerOptions } from './Pager.ts'
import { cutBelow, isScrolled, type Connection } from './pages.ts'

const TOTAL = 1_000
const PAGE_SIZE = 50
const LIST = gql`
  query Rows($first: Int, $after: String) {
    rows
  }
`
const CURSOR_AT = gql`
  query CursorAt($position: Int) {
    cursorAt
  }
`

type Row = { id: number }
type Options = Partial<PagerOptions>

/** A list of 1,000 rows with their index as id and cursor; `resize` changes where the page after a cursor ends. */
const setUp = (options: Options = { cursorAt: CURSOR_AT }) => {
  const mounted = new Map<number, Subject<unknown>>()
  const asked: number[] = []
  const policies: (string | undefined)[] = []
  const pageOf = (from: number, length = PAGE_SIZE, endCursor = String(from + length)) => {
    const end = from + length
    const edges = Array.from({ length }, (_, index) => ({ node: { id: from + index } }))
    const pageInfo = { hasNextPage: end < TOTAL, endCursor }
    return { data: { rows: { totalCount: TOTAL, edges, pageInfo } } }
  }
  const client = {
    executeQuery: ({ variables }: GraphQLRequest, { requestPolicy }: { requestPolicy?: string }) => {
      const { position, after } = variables as { position?: number; after: string | null }
      if (position !== undefined) {
        asked.push(position)
        return fromValue({ data: { cursorAt: String(position) } })
      }
      policies.push(requestPolicy)
      const from = Number(after ?? 0)
      const subject = makeSubject<unknown>()
      mounted.set(from, subject)
      queueMicrotask(() => subject.next(pageOf(from)))
      return subject.source
    },
  } as unknown as Client
  const pager = new Pager<Connection<Row>>(client, { document: LIST, variables: {}, ...options })
  const stop = pager.subscribe(() => undefined)
  const resize = (from: number, length: number, endCursor?: string) =>
    mounted.get(from)!.next(pageOf(from, length, endCursor))
  const fail = (from: number, error: Error) => mounted.get(from)!.next({ error })
  const ids = () => pager.getState().rows?.map(({ id }) => id)
  const loaded = () => Array.from({ length: TOTAL }, (_, index) => pager.getState().row(index)).filter(Boolean).length
  return { pager, stop, resize, fail, ids, loaded, asked, policies }
}

const upTo = (end: number) => Array.from({ length: end }, (_, index) => index)

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask'] }))
afterEach(() => void jest.useRealTimers())

/** Longer than the pager waits for a scrollbar to stop. */
const rested = () => {
  jest.advanceTimersByTime(90)
  return nextTurn()
}

describe('a list of which the pages in view are shown', () => {
  it('loads the first page and the length of the list', async () => {
    const { pager } = setUp()
    expect(pager.getState()).toMatchObject({ total: undefined, rows: undefined, isLoading: true })
    await nextTurn()
    const { count, total, row, isLoading } = pager.getState()
    expect([count, total, isLoading]).toEqual([TOTAL, TOTAL, false])
    expect(row(0)?.id).toBe(0)
    expect(row(50)).toBeUndefined()
  })

  it('loads further pages while scrolling, keeps at most four, and loads earlier ones again', async () => {
    const { pager, loaded } = setUp()
    await nextTurn()
    for (let row = 0; row < 400; row += 25) {
      pager.show(row, row + 12)
      await nextTurn()
      expect(pager.getState().row(row)?.id).toBe(row)
    }
    expect(loaded()).toBeLessThanOrEqual(4 * PAGE_SIZE)
    expect(pager.getState().row(0)).toBeDefined()
    expect(pager.getState().row(120)).toBeUndefined()
    pager.show(120, 132)
    await nextTurn()
    expect(pager.getState().row(120)?.id).toBe(120)
  })

  it('loads any part of the list from its cursor once the scrollbar stops, and the pages around it', async () => {
    const { pager, asked, loaded } = setUp()
    await nextTurn()
    for (const passed of [200, 350, 480]) pager.show(passed, passed + 12)
    pager.show(612, 624)
    expect(pager.getState().row(612)).toBeUndefined()
    await rested()
    expect(asked).toEqual([600])
    expect(pager.getState().row(612)?.id).toBe(612)
    pager.show(640, 660)
    await nextTurn()
    expect(pager.getState().row(655)?.id).toBe(655)
    pager.show(560, 572)
    await rested()
    expect(pager.getState().row(565)?.id).toBe(565)
    expect(asked).toEqual([600, 550])
    expect(loaded()).toBeLessThanOrEqual(4 * PAGE_SIZE)
  })

  it('asks the server once where the list goes on below a page that was cut', async () => {
    const { pager, resize, asked } = setUp()
    await nextTurn()
    pager.show(60, 70)
    await nextTurn()
    resize(0, 50, cutBelow('49'))
    await nextTurn()
    expect([asked, pager.getState().row(60)?.id]).toEqual([[50], 60])
    // Others come to the top, and what is below stays where it is.
    resize(0, 80, cutBelow('49'))
    await nextTurn()
    expect([asked, pager.getState().row(90)?.id]).toEqual([[50], 60])
    resize(0, 50, cutBelow('29'))
    await nextTurn()
    expect([asked, pager.getState().row(60)?.id]).toEqual([[50, 50], 60])
  })

  it('is scrolled while rows below its first page are on screen', async () => {
    const variables = { of: 'this test' }
    const { pager, stop } = setUp({ cursorAt: CURSOR_AT, variables })
    await nextTurn()
    const seen = [isScrolled(variables)]
    for (const last of [60, 20, 60]) {
      pager.show(last - 10, last)
      seen.push(isScrolled(variables))
    }
    stop()
    expect([...seen, isScrolled(variables)]).toEqual([false, true, false, true, false])
  })

  it('has one page more than are known if the API cannot locate a position', async () => {
    const { pager, asked } = setUp({})
    await nextTurn()
    expect(pager.getState()).toMatchObject({ count: 2 * PAGE_SIZE, total: TOTAL })
    pager.show(90, 99)
    await nextTurn()
    expect(pager.getState().row(99)?.id).toBe(99)
    expect(pager.getState().count).toBe(3 * PAGE_SIZE)
    expect(asked).toEqual([])
  })
})

describe('a list to which pages are appended', () => {
  it('appends one page at a time, and none twice', async () => {
    const { pager, ids, policies } = setUp({ firstPolicy: 'network-only' })
    await nextTurn()
    expect(ids()).toEqual(upTo(50))
    pager.more()
    pager.more()
    expect(pager.getState()).toMatchObject({ hasMore: true, isLoading: true })
    await nextTurn()
    expect(ids()).toEqual(upTo(100))
    expect(policies).toEqual(['network-only', 'cache-first'])
  })

  it('stays contiguous when a page changes its length', async () => {
    const { pager, ids, resize } = setUp({})
    await nextTurn()
    pager.more()
    await nextTurn()
    resize(0, 49)
    await nextTurn()
    expect(ids()).toEqual(upTo(99))
  })

  it('keeps the rows while it refetches, and shows an error until it is retried', async () => {
    const { pager, ids, fail, policies } = setUp({})
    await nextTurn()
    fail(0, new Error('down'))
    expect(pager.getState().error?.message).toBe('down')
    pager.retry()
    expect(pager.getState().error).toBeUndefined()
    expect(ids()).toEqual(upTo(50))
    await nextTurn()
    expect(policies).toEqual(['cache-and-network', 'network-only'])
  })
})

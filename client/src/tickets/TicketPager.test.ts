import { describe, expect, it } from '@jest/globals'
import type { Client, GraphQLRequest } from '@urql/core'
import { makeSubject, type Subject } from 'wonka'
import { at, ticketRow } from './ticket.fixture.ts'
import { PAGE_SIZE, TicketPager } from './TicketPager.ts'

const TOTAL = 1_000

/** A desk of 1,000 tickets whose cursors are row numbers. */
const setUp = () => {
  const mounted = new Map<string, Subject<unknown>>()
  const client = {
    executeQuery: ({ variables }: GraphQLRequest) => {
      const after = (variables as { after: string | null }).after
      const from = after === null ? 0 : Number(after)
      const edges = Array.from({ length: PAGE_SIZE }, (_, index) => ({
        node: ticketRow(TOTAL - from - index, { updatedAt: at(TOTAL - from - index) }),
      }))
      const end = from + PAGE_SIZE
      const data = {
        tickets: {
          totalCount: TOTAL,
          cursor: 'c0',
          edges,
          pageInfo: { hasNextPage: end < TOTAL, endCursor: String(end) },
        },
      }
      const subject = makeSubject<unknown>()
      return ((sink: never) => {
        subject.source(sink)
        mounted.set(String(after), subject)
        queueMicrotask(() => subject.next({ data }))
      }) as never
    },
  } as unknown as Client
  const pager = new TicketPager(client, {}, {})
  let live = 0
  const stop = pager.subscribe(() => (live += 1))
  return { pager, stop, mounted, calls: () => live }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('a paged list', () => {
  it('knows the first page, and that there is more', async () => {
    const { pager } = setUp()
    expect(pager.getState().total).toBeUndefined()
    await settled()
    const { count, total, cursor, row } = pager.getState()
    expect([count, total, cursor]).toEqual([100, TOTAL, 'c0'])
    expect(row(0)?.number).toBe('TC-1000')
    expect(row(50)).toBeUndefined()
  })

  it('loads on while one scrolls, keeps four pages at most, and finds the way back', async () => {
    const { pager } = setUp()
    await settled()
    for (let row = 0; row < 400; row += 25) {
      pager.show(row, row + 12)
      await settled()
      expect(pager.getState().row(row)?.number).toBe(`TC-${String(TOTAL - row).padStart(4, '0')}`)
    }
    const loaded = Array.from({ length: 500 }, (_, index) => pager.getState().row(index)).filter(Boolean)
    expect(loaded.length).toBeLessThanOrEqual(4 * PAGE_SIZE)
    expect(pager.getState().row(0)).toBeDefined()
    expect(pager.getState().row(120)).toBeUndefined()
    pager.show(120, 132)
    await settled()
    expect(pager.getState().row(120)?.number).toBe('TC-0880')
  })
})

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import type { Client, GraphQLRequest } from '@urql/core'
import { fromValue, makeSubject, type Subject } from 'wonka'
import { nextTurn } from '../../test/time.ts'
import { at, ticketRow } from '../tickets/ticket.fixture.ts'
import { PAGE_SIZE, TicketPager } from './TicketPager.ts'

const TOTAL = 1_000

/** A desk of 1,000 tickets whose cursors are row numbers. */
const setUp = () => {
  const mounted = new Map<string, Subject<unknown>>()
  const asked: number[] = []
  const client = {
    executeQuery: ({ variables }: GraphQLRequest) => {
      const { position } = variables as { position?: number }
      if (position !== undefined) {
        asked.push(position)
        return fromValue({ data: { ticketCursorAt: String(position) } })
      }
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
  return { pager, stop, mounted, asked, calls: () => live }
}

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask'] }))
afterEach(() => void jest.useRealTimers())

/** Longer than a passing scrollbar is waited for. */
const rested = () => {
  jest.advanceTimersByTime(90)
  return nextTurn()
}

describe('a paged list', () => {
  it('knows the first page, and how long the list is', async () => {
    const { pager } = setUp()
    expect(pager.getState().total).toBeUndefined()
    await nextTurn()
    const { count, total, cursor, row } = pager.getState()
    expect([count, total, cursor]).toEqual([TOTAL, TOTAL, 'c0'])
    expect(row(0)?.number).toBe('TC-1000')
    expect(row(50)).toBeUndefined()
  })

  it('loads on while one scrolls, keeps four pages at most, and finds the way back', async () => {
    const { pager } = setUp()
    await nextTurn()
    for (let row = 0; row < 400; row += 25) {
      pager.show(row, row + 12)
      await nextTurn()
      expect(pager.getState().row(row)?.number).toBe(`TC-${String(TOTAL - row).padStart(4, '0')}`)
    }
    const loaded = Array.from({ length: 500 }, (_, index) => pager.getState().row(index)).filter(Boolean)
    expect(loaded.length).toBeLessThanOrEqual(4 * PAGE_SIZE)
    expect(pager.getState().row(0)).toBeDefined()
    expect(pager.getState().row(120)).toBeUndefined()
    pager.show(120, 132)
    await nextTurn()
    expect(pager.getState().row(120)?.number).toBe('TC-0880')
  })

  it('loads any place of the list by asking where it begins, once the scrollbar rests, and goes on from there', async () => {
    const { pager, asked } = setUp()
    await nextTurn()
    for (const passed of [200, 350, 480]) pager.show(passed, passed + 12)
    pager.show(612, 624)
    expect(pager.getState().row(612)).toBeUndefined()
    await rested()
    expect(asked).toEqual([600])
    expect(pager.getState().row(612)?.number).toBe('TC-0388')
    pager.show(640, 660)
    await nextTurn()
    expect(pager.getState().row(655)?.number).toBe('TC-0345')
    pager.show(560, 572)
    await rested()
    expect(pager.getState().row(565)?.number).toBe('TC-0435')
    expect(asked).toEqual([600, 550])
    const loaded = Array.from({ length: TOTAL }, (_, index) => pager.getState().row(index)).filter(Boolean)
    expect(loaded.length).toBeLessThanOrEqual(4 * PAGE_SIZE)
  })
})

import { describe, expect, it } from '@jest/globals'
import { pipe, subscribe } from 'wonka'
import { nextTurn } from '../../test/time.ts'
import { noteScrolled } from '../graphql/pages.ts'
import { ClaimDocument } from '../tickets/claim.generated.ts'
import { at, ticketRow } from '../tickets/ticket.fixture.ts'
import { SetStatusDocument, StarDocument } from '../tickets/tickets.generated.ts'
import { type Rows, setUp } from './lists.fixture.ts'

/** The client reads the cache again shortly after it has changed. */
const settled = nextTurn
const numbered = (...numbers: number[]): Rows => numbers.map((number) => ticketRow(number))

describe('lists kept live by the cache', () => {
  it('move a changed ticket to its new position across pages', async () => {
    const { watch, feed } = setUp(({ after }) =>
      after ? { rows: numbered(2, 1), next: null, total: 4 } : { rows: numbered(4, 3), next: 'e3', total: 4 },
    )
    const first = watch({})
    const second = watch({ after: 'e3' })
    feed([ticketRow(1, { updatedAt: at(9), snippet: 'new' })])
    await settled()
    expect([first.numbers, second.numbers]).toEqual([[1, 4, 3], [2]])
    expect(first.rows[0]!.snippet).toBe('new')
    expect(first.total).toBe(4)
  })

  it('add and remove tickets as they start or stop matching a view', async () => {
    const { watch, feed, own } = setUp(({ filter: wanted }) =>
      wanted?.starred ? { rows: [], next: null, total: 0 } : { rows: numbered(2, 1), next: null, total: 2 },
    )
    const undone = watch({ filter: { status: ['OPEN'] } })
    const starred = watch({ filter: { starred: true } })
    feed([ticketRow(2, { status: 'CLOSED' }), ticketRow(3)])
    own('t2', true)
    await settled()
    expect([undone.numbers, undone.total]).toEqual([[3, 1], 2])
    expect([starred.numbers, starred.total]).toEqual([[2], 1])
  })

  it('cut a first page that grows, so that it stays as quick as at the start', async () => {
    const { watch, feed } = setUp(() => ({ rows: numbered(2, 1), next: 'e1', total: 500 }))
    const list = watch({})
    const lengths: number[] = []
    for (let n = 3; n <= 150; n++) {
      feed([ticketRow(n, { updatedAt: at(n) })])
      await settled()
      lengths.push(list.numbers.length)
    }
    expect(Math.max(...lengths)).toBe(100)
    expect(list.numbers).toEqual(Array.from({ length: list.numbers.length }, (_, n) => 150 - n))
    expect(list.end).toMatch(/^cut below Ticket:t/)
  })

  it('leave a first page whole while somebody looks at what is below it', async () => {
    const list = { filter: { status: ['OPEN'] }, orderBy: { direction: 'DESC', field: 'UPDATED_AT' } }
    const { watch, feed } = setUp(() => ({ rows: numbered(2, 1), next: 'e1', total: 500 }))
    const shown = watch({ filter: list.filter })
    noteScrolled(list, true)
    for (let n = 3; n <= 110; n++) feed([ticketRow(n, { updatedAt: at(n) })])
    await settled()
    expect(shown.numbers.length).toBe(110)
    noteScrolled(list, false)
    feed([ticketRow(111, { updatedAt: at(111) })])
    await settled()
    expect(shown.numbers.length).toBe(50)
  })

  it('leave out tickets beyond the loaded pages', async () => {
    const { watch, feed } = setUp(() => ({ rows: numbered(9, 8), next: 'e8', total: 50 }))
    const list = watch({})
    feed([ticketRow(3)])
    await settled()
    expect(list.numbers).toEqual([9, 8])
  })

  it('drop tickets that the viewer can no longer see', async () => {
    const { watch, feed } = setUp(() => ({ rows: numbered(2, 1), next: null, total: 2 }))
    const list = watch({})
    feed([], ['t2'])
    await settled()
    expect([list.numbers, list.total]).toEqual([[1], 1])
  })

  it('apply the viewer’s change optimistically, and revert it if it is rejected', async () => {
    const { client, watch, respond } = setUp(() => ({ rows: numbered(2, 1), next: null, total: 2 }))
    const list = watch({ filter: { status: ['OPEN'] } })
    const input = { ticketId: 't2', status: 'CLOSED', expectedVersion: 1 }
    pipe(
      client.mutation(SetStatusDocument, { input }),
      subscribe(() => undefined),
    )
    await settled()
    expect(list.numbers).toEqual([1])
    respond('mutation', {
      setStatus: {
        __typename: 'TicketPayload',
        ticket: null,
        errors: [{ __typename: 'UserError', code: 'FORBIDDEN', message: 'no', path: null }],
      },
    })
    await settled()
    expect(list.numbers).toEqual([2, 1])
  })

  it('claim optimistically, and show who was faster', async () => {
    const { client, watch, respond } = setUp(() => ({ rows: numbered(2, 1), next: null, total: 2 }))
    const unclaimed = watch({ filter: { unassigned: true } })
    const all = watch({})
    pipe(
      client.mutation(ClaimDocument, { input: { ticketId: 't2' } }),
      subscribe(() => undefined),
    )
    await settled()
    expect(all.rows[0]).toMatchObject({ status: 'IN_PROGRESS', assignee: null })
    const rival = { __typename: 'User', id: 'u7', name: 'Rita Rival', isErased: false, role: 'AGENT', avatarUrl: null }
    respond('mutation', {
      claim: {
        __typename: 'TicketPayload',
        ticket: { ...ticketRow(2), resolvedAt: null, status: 'IN_PROGRESS', assignee: rival },
        errors: [{ __typename: 'UserError', code: 'CONFLICT', message: 'Rita has it.', path: null }],
      },
    })
    await settled()
    expect(all.rows[0]!.assignee?.name).toBe('Rita Rival')
    expect([unclaimed.numbers, unclaimed.total]).toEqual([[1], 1])
  })

  it('star optimistically', async () => {
    const { client, watch } = setUp(() => ({ rows: numbered(1), next: null, total: 1 }))
    const list = watch({})
    pipe(
      client.mutation(StarDocument, { input: { ticketId: 't1', starred: true } }),
      subscribe(() => undefined),
    )
    await settled()
    expect(list.rows[0]!.isStarred).toBe(true)
  })
})

describe('what belongs to the viewer alone', () => {
  const marker = (messageCount: number, userId = 'me') => ({ __typename: 'ReadMarker', userId, messageCount })
  const changed = { ...ticketRow(1, { messageCount: 5, updatedAt: at(9) }), readMarkers: [marker(3)] }

  const orders = {
    'before the ticket': ['own', 'ticket'],
    'after the ticket': ['ticket', 'own'],
    'before and after an older frame': ['own', 'ticket', 'own', 'ticket'],
  } as const
  it.each(Object.keys(orders) as (keyof typeof orders)[])(
    'has the same result when its feed comes %s, of a ticket that is listed or not',
    async (order) => {
      for (const rows of [[], [ticketRow(1, { messageCount: 2, viewerReadMessageCount: 2 })]]) {
        const { watch, feed, own } = setUp(() => ({ rows, next: null, total: rows.length }))
        const list = watch({})
        for (const step of orders[order])
          if (step === 'own') own('t1', true, 4)
          else feed([changed])
        await settled()
        const [row] = list.rows
        expect(row).toMatchObject({ isStarred: true, viewerReadMessageCount: 4, unreadCount: 1 })
      }
    },
  )

  it('is in the frame of a ticket that was never loaded, and otherwise not taken from it', async () => {
    const known = ticketRow(2, { messageCount: 4, viewerReadMessageCount: 4 })
    const { watch, feed } = setUp(() => ({ rows: [known], next: null, total: 1 }))
    const list = watch({})
    const others = [marker(1, 'somebody'), marker(3)]
    feed([
      changed,
      { ...ticketRow(2, { messageCount: 5 }), readMarkers: others },
      { ...ticketRow(3, { messageCount: 2 }), readMarkers: [] },
    ])
    await settled()
    const unread = Object.fromEntries(list.rows.map(({ id, unreadCount }) => [id, unreadCount]))
    expect(unread).toEqual({ t1: 2, t2: 1, t3: 2 })
  })

  it('is not changed by messages of others in an own list of unread tickets, and leaves it once read', async () => {
    const { watch, feed, own } = setUp(() => ({ rows: [], next: null, total: 0 }))
    const unread = watch({ filter: { unread: true } })
    feed([changed])
    await settled()
    expect(unread.numbers).toEqual([1])
    own('t1', false, 5)
    await settled()
    expect(unread.numbers).toEqual([])
  })

  it('makes a claim possible or not as soon as another person changes the status', async () => {
    const { watch, feed } = setUp(() => ({ rows: numbered(1), next: null, total: 1 }))
    const list = watch({})
    const can = () => list.rows[0]!.viewerCanClaim
    for (const [status, expected] of [
      ['CLOSED', false],
      ['IN_PROGRESS', true],
      ['RESOLVED', false],
    ] as const) {
      feed([ticketRow(1, { status })])
      await settled()
      expect(can()).toBe(expected)
    }
  })
})

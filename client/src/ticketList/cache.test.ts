import { describe, expect, it } from '@jest/globals'
import { nextTurn } from '../../test/time.ts'
import { Client, type Exchange, gql, type Operation, type OperationResult } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { filter, makeSubject, map, merge, pipe, subscribe } from 'wonka'
import { mergeCaches } from '../graphql/cache.ts'
import schema from '../graphql/introspection.ts'
import { ticketsCache } from './cache.ts'
import { viewersTicketCache } from '../tickets/cache.ts'
import { ClaimDocument } from '../tickets/claim.generated.ts'
import { at, ticketRow } from '../tickets/ticket.fixture.ts'
import {
  InboxEventsDocument,
  SetStatusDocument,
  StarDocument,
  TicketPageDocument,
  ViewerStateChangedDocument,
  type TicketFilter,
  type TicketPageQuery,
  type TicketRowFragment,
} from '../tickets/tickets.generated.ts'

type Rows = (TicketRowFragment & { readMarkers?: { userId: string; messageCount: number }[] })[]

/**
 * A client with a fake server: queries are answered from `pages`; the test answers mutations and sends feed updates.
 */
const setUp = (
  pages: (variables: { filter?: TicketFilter; after?: string | null }) => {
    rows: Rows
    next: string | null
    total: number
  },
) => {
  const late = makeSubject<OperationResult>()
  const open: Operation[] = []
  const server: Exchange = () => (operations) => {
    const answers = pipe(
      operations,
      filter((operation) => operation.kind === 'query'),
      map((operation) => ({ operation, data: answer(operation), stale: false, hasNext: false }) as OperationResult),
    )
    const others = pipe(
      operations,
      filter((operation) => operation.kind !== 'query' && operation.kind !== 'teardown' && open.push(operation) < 0),
    )
    return merge([answers, late.source, others as never])
  }
  const answer = ({ query, variables }: Operation) => {
    if (JSON.stringify(query).includes('"viewer"')) return { viewer: { __typename: 'User', id: 'me', role: 'AGENT' } }
    const { rows, next, total } = pages(variables as never)
    return {
      tickets: {
        __typename: 'TicketConnection',
        totalCount: total,
        cursor: 'c0',
        edges: rows.map((node) => ({ __typename: 'TicketEdge', node })),
        pageInfo: { __typename: 'PageInfo', hasNextPage: next !== null, endCursor: next },
      },
    }
  }
  const client = new Client({
    url: 'http://test/graphql',
    preferGetMethod: false,
    exchanges: [cacheExchange({ schema, ...mergeCaches([viewersTicketCache, ticketsCache]) }), server],
  })

  const watch = (variables: object) => {
    const seen: { numbers: number[]; total: number; rows: Rows } = { numbers: [], total: 0, rows: [] }
    pipe(
      client.query<TicketPageQuery>(TicketPageDocument, { orderBy: NEWEST, first: 50, after: null, ...variables }),
      subscribe(({ data }) => {
        if (!data) return
        seen.rows = data.tickets.edges.map(({ node }) => node)
        seen.numbers = seen.rows.map(({ number }) => Number(number.slice(3)))
        seen.total = data.tickets.totalCount
      }),
    )
    return seen
  }
  const respond = (kind: string, data: object) => {
    const isAsked = ({ query }: Operation) =>
      kind !== 'subscription' || JSON.stringify(query).includes(Object.keys(data)[0]!)
    const operation = open.findLast((one) => one.kind === kind && isAsked(one))!
    late.next({ operation, data, stale: false, hasNext: false } as OperationResult)
  }
  const feed = (tickets: Rows, removedIds: string[] = []) =>
    respond('subscription', {
      inboxEvents: {
        __typename: 'InboxUpdate',
        cursor: 'c1',
        removedIds,
        tickets: tickets.map((ticket) => ({ readMarkers: [], ...ticket, lastMessage: null })),
      },
    })
  /** What the viewer has in a ticket, by their own feed. */
  const own = (ticketId: string, isStarred: boolean, viewerReadMessageCount = 0) =>
    respond('subscription', {
      viewerStateChanged: {
        __typename: 'TicketViewerState',
        ticketId,
        isStarred,
        viewerReadSeq: viewerReadMessageCount,
        viewerReadMessageCount,
      },
    })
  for (const operation of [
    client.query(VIEWER, {}),
    client.subscription(InboxEventsDocument, { after: 'c0', withPermissions: false }),
    client.subscription(ViewerStateChangedDocument, {}),
  ])
    pipe(
      operation,
      subscribe(() => undefined),
    )
  return { client, watch, feed, own, respond }
}

const VIEWER = gql`
  query {
    viewer {
      id
      role
    }
  }
`
const NEWEST = { field: 'UPDATED_AT', direction: 'DESC' }
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
    const rival = { __typename: 'User', id: 'u7', name: 'Rita Rival', role: 'AGENT', avatarUrl: null }
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

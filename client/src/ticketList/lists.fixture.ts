import { Client, type Exchange, gql, type Operation, type OperationResult } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { filter, makeSubject, map, merge, pipe, subscribe } from 'wonka'
import { mergeCaches } from '../graphql/cache.ts'
import schema from '../graphql/introspection.ts'
import { viewersTicketCache } from '../tickets/cache.ts'
import {
  InboxEventsDocument,
  TicketPageDocument,
  ViewerStateChangedDocument,
  type TicketFilter,
  type TicketPageQuery,
  type TicketRowFragment,
} from '../tickets/tickets.generated.ts'
import { ticketsCache } from './cache.ts'

export type Rows = (TicketRowFragment & { readMarkers?: { userId: string; messageCount: number }[] })[]

type Pages = (variables: { filter?: TicketFilter; after?: string | null }) => {
  rows: Rows
  next: string | null
  total: number
}

/**
 * A client with a fake server: queries are answered from `pages`; the test answers mutations and sends feed updates.
 */
export const setUp = (pages: Pages) => {
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
  const answer = answering(pages)
  const client = new Client({
    url: 'http://test/graphql',
    preferGetMethod: false,
    exchanges: [cacheExchange({ schema, ...mergeCaches([viewersTicketCache, ticketsCache]) }), server],
  })

  const watch = watching(client)
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

const answering =
  (pages: Pages) =>
  ({ query, variables }: Operation) => {
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

/** What a list shows. */
const watching = (client: Client) => (variables: object) => {
  const seen: { numbers: number[]; total: number; rows: Rows; end?: string | null } = {
    numbers: [],
    total: 0,
    rows: [],
  }
  pipe(
    client.query<TicketPageQuery>(TicketPageDocument, { orderBy: NEWEST, first: 50, after: null, ...variables }),
    subscribe(({ data }) => {
      if (!data) return
      seen.rows = data.tickets.edges.map(({ node }) => node)
      seen.numbers = seen.rows.map(({ number }) => Number(number.slice(3)))
      seen.total = data.tickets.totalCount
      seen.end = data.tickets.pageInfo.endCursor
    }),
  )
  return seen
}

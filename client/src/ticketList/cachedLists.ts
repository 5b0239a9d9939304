import type { Cache } from '@urql/exchange-graphcache'
import { compare, matches, type SortKeys } from '../views/filter.ts'
import {
  TicketPageDocument,
  TicketRowFragmentDoc,
  type TicketPageQuery,
  type TicketPageQueryVariables,
  type TicketRowFragment,
} from '../tickets/tickets.generated.ts'

type Page = { variables: TicketPageQueryVariables; nodes: string[]; endCursor: unknown; hasNextPage: boolean }
type Edges = TicketPageQuery['tickets']['edges']

/**
 * Moves a ticket to its current position in every cached list, or removes it. Pages keep
 * their borders (each begins after a fixed cursor), so a move touches two pages at most and nothing is loaded again.
 */
export const updateCachedLists = (cache: Cache, id: string): void => {
  const ticket = cache.readFragment<TicketRowFragment>(TicketRowFragmentDoc, { __typename: 'Ticket', id } as never)
  if (!ticket) return
  const key = cache.keyOfEntity({ __typename: 'Ticket', id })!
  for (const parts of loadedLists(cache)) updateList(cache, parts, key, ticket)
}

/** Removes a ticket from every list. */
export const removeFromCachedLists = (cache: Cache, id: string): void => {
  const key = cache.keyOfEntity({ __typename: 'Ticket', id })!
  for (const parts of loadedLists(cache)) {
    for (const page of parts.flat()) if (page.nodes.includes(key)) edit(cache, page, -1, (edges) => without(edges, id))
  }
}

/** The cached lists, each as its loaded parts: the first from the top, others from the middle. */
const loadedLists = (cache: Cache): Page[][][] => {
  const lists = new Map<string, Page[]>()
  for (const { fieldName, fieldKey, arguments: args } of cache.inspectFields('Query')) {
    if (fieldName !== 'tickets') continue
    const connection = cache.resolve('Query', fieldKey) as string | null
    if (!connection) continue
    const variables = (args ?? {}) as TicketPageQueryVariables
    const list = JSON.stringify([variables.filter, variables.orderBy, variables.first])
    const page = readPage(cache, connection, variables)
    lists.set(list, [...(lists.get(list) ?? []), page])
  }
  return [...lists.values()].map(inParts)
}

const readPage = (cache: Cache, connection: string, variables: TicketPageQueryVariables): Page => {
  const edges = (cache.resolve(connection, 'edges') ?? []) as string[]
  const info = cache.resolve(connection, 'pageInfo') as string | null
  return {
    variables,
    nodes: edges.map((edge) => cache.resolve(edge, 'node') as string),
    endCursor: info && cache.resolve(info, 'endCursor'),
    hasNextPage: Boolean(info && cache.resolve(info, 'hasNextPage')),
  }
}

/** Chains of pages, each followed by the one that begins where it ended; the chain from the top first. */
const inParts = (pages: Page[]): Page[][] => {
  const byStart = new Map(pages.map((page) => [page.variables.after ?? null, page]))
  const followed = new Set(pages.filter(({ hasNextPage }) => hasNextPage).map(({ endCursor }) => endCursor as string))
  const chainFrom = (first: Page | undefined): Page[] => {
    const ordered: Page[] = []
    let next = first
    while (next && !ordered.includes(next)) {
      ordered.push(next)
      next = next.hasNextPage ? byStart.get(next.endCursor as string) : undefined
    }
    return ordered
  }
  const starts = pages.filter(({ variables: { after } }) => after && !followed.has(after))
  return [chainFrom(byStart.get(null)), ...starts.map(chainFrom)]
}

const updateList = (cache: Cache, parts: Page[][], key: string, ticket: TicketRowFragment): void => {
  const first = parts[0]?.[0]
  if (!first) return
  const wasListed = parts.flat().some((page) => page.nodes.includes(key))
  const belongs = matches(first.variables.filter, ticket)
  const isListed = parts.map((pages, part) =>
    updatePart(cache, pages, part > 0, key, belongs ? ticket : null, ticket.id),
  )

  // If it is in an unloaded part, it is presumably already counted.
  const total = wasListed && !belongs ? -1 : !wasListed && isListed.includes(true) ? 1 : 0
  if (total !== 0) edit(cache, first, total, (edges) => edges)
}

/** Moves a ticket to its position in one part of a list, or removes it (null). Returns whether it is in there now. */
const updatePart = (
  cache: Cache,
  pages: Page[],
  isMiddle: boolean,
  key: string,
  ticket: TicketRowFragment | null,
  id: string,
): boolean => {
  const from = pages.findIndex((page) => page.nodes.includes(key))
  const found = ticket && pages.length > 0 ? positionFor(cache, pages, key, ticket) : null
  // What is above the first row of a part is not loaded.
  const at = isMiddle && found?.page === 0 && found.index === 0 ? null : found

  const stays = at && at.page === from && pages[from]!.nodes.indexOf(key) === at.index
  if (stays) return true
  if (from >= 0) edit(cache, pages[from]!, 0, (edges) => without(edges, id))
  if (at)
    edit(cache, pages[at.page]!, 0, (edges) =>
      edges.toSpliced(at.index, 0, { __typename: 'TicketEdge', node: ticket } as Edges[number]),
    )
  return at !== null
}

/** The page and the index in it, not counting the ticket itself. Null if that position is not loaded. */
const positionFor = (
  cache: Cache,
  pages: Page[],
  key: string,
  ticket: SortKeys,
): { page: number; index: number } | null => {
  const order = pages[0]!.variables.orderBy
  for (const [page, { nodes }] of pages.entries()) {
    const others = nodes.filter((node) => node !== key)
    const index = others.findIndex((node) => compare(order, ticket, sortKeys(cache, node)) <= 0)
    if (index >= 0) return { page, index }
  }
  const last = pages.length - 1
  if (pages[last]!.hasNextPage) return null
  return { page: last, index: pages[last]!.nodes.filter((node) => node !== key).length }
}

const sortKeys = (cache: Cache, node: string): SortKeys => ({
  createdAt: cache.resolve(node, 'createdAt') as string,
  updatedAt: cache.resolve(node, 'updatedAt') as string,
  priority: cache.resolve(node, 'priority') as SortKeys['priority'],
  waitingOn: cache.resolve(node, 'waitingOn') as SortKeys['waitingOn'],
  waitingSince: cache.resolve(node, 'waitingSince') as string | null,
  dueAt: cache.resolve(node, 'dueAt') as string | null,
})

const without = (edges: Edges, id: string): Edges => edges.filter(({ node }) => node.id !== id)

const edit = (cache: Cache, { variables }: Page, totalBy: number, change: (edges: Edges) => Edges): void => {
  cache.updateQuery<TicketPageQuery, TicketPageQueryVariables>(
    { query: TicketPageDocument as never, variables },
    (data) =>
      data
        ? {
            ...data,
            tickets: {
              ...data.tickets,
              totalCount: Math.max(0, data.tickets.totalCount + totalBy),
              edges: change(data.tickets.edges),
            },
          }
        : data,
  )
}

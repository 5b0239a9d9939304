import { gql } from '@urql/core'
import type { Cache } from '@urql/exchange-graphcache'
import { cutBelow, isScrolled, PAGE_SIZE } from '../graphql/pages.ts'
import { compare, matches, type SortKeys } from '../views/filter.ts'
import {
  TicketRowFragmentDoc,
  type TicketPageQuery,
  type TicketPageQueryVariables,
  type TicketRowFragment,
} from '../tickets/tickets.generated.ts'

type Page = {
  variables: TicketPageQueryVariables
  /** Keys of the cache: of the connection, and of the tickets in it. */
  connection: string
  nodes: string[]
  endCursor: string | null
  hasNextPage: boolean
  isChanged: boolean
}
/** A cached list in its loaded parts: the first from the top, others from the middle. */
type List = { parts: Page[][]; totalBy: number }

/**
 * On a busy desk tickets come to the top all the time. A first page of more rows than this is cut down to its usual size; later
 * if somebody looks at what is below, which has to be found again.
 */
const FIRST_PAGE_MAX = 2 * PAGE_SIZE
const WHILE_SCROLLED_MAX = 20 * PAGE_SIZE

/**
 * Moves tickets to their current positions in every cached list, or removes them. Pages keep
 * their borders (each begins after a fixed cursor), so a move touches two pages at most and nothing is loaded again.
 */
export const updateCachedLists = (cache: Cache, ids: readonly string[]): void => {
  const lists = loadedLists(cache)
  for (const id of ids) {
    const ticket = cache.readFragment<TicketRowFragment>(TicketRowFragmentDoc, { __typename: 'Ticket', id } as never)
    if (ticket) for (const list of lists) updateList(cache, list, ticketKey(cache, id), ticket)
  }
  for (const list of lists) store(cache, list)
}

/** Removes tickets from every list. */
export const removeFromCachedLists = (cache: Cache, ids: readonly string[]): void => {
  const lists = loadedLists(cache)
  for (const id of ids) {
    const key = ticketKey(cache, id)
    for (const list of lists) {
      for (const page of list.parts.flat()) if (remove(page, key)) list.totalBy -= 1
    }
  }
  for (const list of lists) store(cache, list)
}

const ticketKey = (cache: Cache, id: string): string => cache.keyOfEntity({ __typename: 'Ticket', id })!

const loadedLists = (cache: Cache): List[] => {
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
  return [...lists.values()].map((pages) => ({ parts: inParts(pages), totalBy: 0 }))
}

const readPage = (cache: Cache, connection: string, variables: TicketPageQueryVariables): Page => {
  const edges = (cache.resolve(connection, 'edges') ?? []) as string[]
  const info = cache.resolve(connection, 'pageInfo') as string | null
  return {
    variables,
    connection,
    nodes: edges.map((edge) => cache.resolve(edge, 'node') as string),
    endCursor: info && (cache.resolve(info, 'endCursor') as string | null),
    hasNextPage: Boolean(info && cache.resolve(info, 'hasNextPage')),
    isChanged: false,
  }
}

/** Chains of pages, each followed by the one that begins where it ended; the chain from the top first. */
const inParts = (pages: Page[]): Page[][] => {
  const byStart = new Map(pages.map((page) => [page.variables.after ?? null, page]))
  const followed = new Set(pages.filter(({ hasNextPage }) => hasNextPage).map(({ endCursor }) => endCursor))
  const chainFrom = (first: Page | undefined): Page[] => {
    const ordered: Page[] = []
    let next = first
    while (next && !ordered.includes(next)) {
      ordered.push(next)
      next = next.hasNextPage ? byStart.get(next.endCursor!) : undefined
    }
    return ordered
  }
  const starts = pages.filter(({ variables: { after } }) => after && !followed.has(after))
  return [chainFrom(byStart.get(null)), ...starts.map(chainFrom)]
}

const updateList = (cache: Cache, list: List, key: string, ticket: TicketRowFragment): void => {
  const { parts } = list
  const first = parts[0]?.[0]
  if (!first) return
  const wasListed = parts.flat().some((page) => page.nodes.includes(key))
  const belongs = matches(first.variables.filter, ticket)
  const isListed = parts.map((pages, part) => updatePart(cache, pages, part > 0, key, belongs ? ticket : null))

  // If it is in an unloaded part, it is presumably already counted.
  if (wasListed && !belongs) list.totalBy -= 1
  if (!wasListed && isListed.includes(true)) list.totalBy += 1
}

/** Moves a ticket to its position in one part of a list, or removes it (null). Returns whether it is in there now. */
const updatePart = (
  cache: Cache,
  pages: Page[],
  isMiddle: boolean,
  key: string,
  ticket: TicketRowFragment | null,
): boolean => {
  const from = pages.findIndex((page) => page.nodes.includes(key))
  const found = ticket && pages.length > 0 ? positionFor(cache, pages, key, ticket) : null
  // What is above the first row of a part is not loaded.
  const at = isMiddle && found?.page === 0 && found.index === 0 ? null : found

  const stays = at && at.page === from && pages[from]!.nodes.indexOf(key) === at.index
  if (stays) return true
  if (from >= 0) remove(pages[from]!, key)
  if (at) setNodes(pages[at.page]!, pages[at.page]!.nodes.toSpliced(at.index, 0, key))
  return at !== null
}

/** Removes a ticket from a page; returns whether it was there. */
const remove = (page: Page, key: string): boolean => {
  if (!page.nodes.includes(key)) return false
  setNodes(
    page,
    page.nodes.filter((node) => node !== key),
  )
  return true
}

const setNodes = (page: Page, nodes: string[]): void => {
  page.nodes = nodes
  page.isChanged = true
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

const edgeOf = (node: string): string => node.replace(/^Ticket:/, 'TicketEdge:')

const EDGE = gql`
  fragment NewEdge on TicketEdge {
    node {
      id
    }
  }
`

const PAGE_END = gql`
  query PageEnd($filter: TicketFilter, $orderBy: TicketOrder, $first: Int, $after: String) {
    tickets(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`
type PageEnd = { tickets: Pick<TicketPageQuery['tickets'], 'totalCount' | 'pageInfo'> }

const longest = ({ variables: { filter, orderBy } }: Page): number =>
  isScrolled({ filter, orderBy }) ? WHILE_SCROLLED_MAX : FIRST_PAGE_MAX

/** Writes what has changed of a list, and no more: writing every row of it would take longer the longer it is. */
const store = (cache: Cache, { parts, totalBy }: List): void => {
  const first = parts[0]?.[0]
  const isCut = first !== undefined && first.isChanged && first.nodes.length > longest(first)
  if (isCut) first.nodes = first.nodes.slice(0, PAGE_SIZE)
  for (const page of parts.flat()) {
    if (!page.isChanged) continue
    const known = new Set(cache.resolve(page.connection, 'edges') as string[])
    for (const node of page.nodes) {
      if (known.has(edgeOf(node))) continue
      cache.writeFragment(EDGE, {
        __typename: 'TicketEdge',
        node: { __typename: 'Ticket', id: cache.resolve(node, 'id') },
      })
    }
    cache.link(page.connection, 'edges', page.nodes.map(edgeOf))
  }
  if (!first || (!isCut && totalBy === 0)) return
  cache.updateQuery<PageEnd, TicketPageQueryVariables>({ query: PAGE_END, variables: first.variables }, (data) => {
    if (!data) return data
    const { totalCount, pageInfo } = data.tickets
    const end = isCut ? { hasNextPage: true, endCursor: cutBelow(first.nodes.at(-1)!) } : {}
    return {
      ...data,
      tickets: { ...data.tickets, totalCount: Math.max(0, totalCount + totalBy), pageInfo: { ...pageInfo, ...end } },
    }
  })
}

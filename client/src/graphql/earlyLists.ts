import { getOperationName, mapExchange, stringifyVariables, type Exchange, type Operation } from '@urql/core'
import { recall, remember } from '../lib/remembered.ts'
import { actingViewer } from './actingViewer.ts'
import { dropEarly } from './earlyFetch.ts'
import { documentId } from './trustedDocuments.ts'

/** The requests of the lists of one person, by the address that showed them, the latest last. */
type Lists = { viewer: string; lists: Record<string, string> }

const KEY = 'lists'
const MOST_LISTS = 20
const isLists = (value: unknown): value is Lists | null =>
  value === null || (typeof value === 'object' && 'viewer' in value && 'lists' in value)

/** The address, without the open ticket; in step with `build/earlyRequests.ts`. */
const address = (): string =>
  location.pathname + location.search.replace(/[?&](ticket|message)=[^&]*/g, '').replace(/^&/, '?')

/** What people search for is not remembered. */
const isSearch = (): boolean => /[?&](q|text)=/.test(location.search)

/** The page was opened at `/`, which leads to a list. */
let opened = location.pathname === '/' ? address() : undefined
let isForgotten = false

/**
 * Remembers for each address the request of its list, the query of this name: the next time, the page sends it before the
 * client is loaded (`build/earlyRequests.ts`). Only ids and filters are stored, no answers. What `moves` tickets makes
 * the answer that was asked for early worthless. It goes below the cache.
 */
export const earlyLists = (name: string, moves: (operation: Operation) => boolean): Exchange =>
  mapExchange({
    onOperation: (operation) => {
      const { kind, query, variables } = operation
      if (kind === 'mutation' && moves(operation)) dropEarly()
      if (kind === 'query' && getOperationName(query) === name && !variables?.after)
        // The body of the request, as urql writes it.
        rememberList(stringifyVariables({ documentId: documentId(query), variables }))
    },
  })

const rememberList = (body: string): void => {
  const viewer = actingViewer()
  if (!viewer || isForgotten || isSearch()) return
  const known = recall<Lists | null>(KEY, null, isLists)
  const lists = new Map(known?.viewer === viewer ? Object.entries(known.lists) : [])
  for (const at of opened ? [opened, address()] : [address()]) {
    lists.delete(at)
    lists.set(at, body)
  }
  opened = undefined
  remember(KEY, { viewer, lists: Object.fromEntries([...lists].slice(-MOST_LISTS)) } satisfies Lists)
}

/** Forgets the lists, and remembers none as long as this page is open: nobody is signed in any longer, or somebody else is. */
export const forgetLists = (): void => {
  isForgotten = true
  remember(KEY, null)
}

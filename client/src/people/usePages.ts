import type { DocumentNode } from 'graphql'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useClient } from 'urql'
import { Pager, type PagedList } from './Pager.ts'
import { usePeopleChanges } from './changes.ts'

/** "Last seen" is not part of the change feed: lists refetch this often. */
const SEEN_AGAIN_MS = 60_000

/** A paged list of people or shops, kept up to date. */
export const usePages = <Row>(
  document: DocumentNode,
  variables: object,
): { pager: Pager<Row>; list: PagedList<Row> } => {
  const client = useClient()
  const key = JSON.stringify(variables)
  const pager = useMemo(() => new Pager<Row>(client, document, JSON.parse(key) as object), [client, document, key])
  const list = useSyncExternalStore(pager.subscribe, pager.getState)
  const changes = usePeopleChanges((state) => state.changes)
  const seen = useRef(changes)
  useEffect(() => {
    if (seen.current !== changes) pager.refresh()
    seen.current = changes
  }, [pager, changes])
  useEffect(() => {
    const timer = setInterval(
      () => document && globalThis.document.visibilityState === 'visible' && pager.refresh(),
      SEEN_AGAIN_MS,
    )
    return () => clearInterval(timer)
  }, [pager, document])
  return { pager, list }
}

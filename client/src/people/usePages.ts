import type { DocumentNode } from 'graphql'
import { useEffect, useRef } from 'react'
import type { Connection } from '../graphql/pages.ts'
import { usePager } from '../graphql/usePager.ts'
import { usePeopleChanges } from './changes.ts'

/** "Last seen" is not part of the change feed: lists refetch this often. */
const REFRESH_MS = 60_000

/** A paged list of people or shops, kept up to date. */
export const usePages = <Row>(document: DocumentNode, variables: object) => {
  const pages = usePager<Connection<Row>>({ document, variables })
  const { pager } = pages
  const changes = usePeopleChanges((state) => state.changes)
  const seen = useRef(changes)
  useEffect(() => {
    if (seen.current !== changes) pager.refresh()
    seen.current = changes
  }, [pager, changes])
  useEffect(() => {
    const timer = setInterval(() => globalThis.document.visibilityState === 'visible' && pager.refresh(), REFRESH_MS)
    return () => clearInterval(timer)
  }, [pager])
  return pages
}

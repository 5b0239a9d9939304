import { useMemo, useSyncExternalStore } from 'react'
import { useClient } from 'urql'
import { Pager, type PagerOptions } from './Pager.ts'
import type { Connection, PagedList } from './pages.ts'

/** A live list in pages; other variables are another list, with its own pager. */
export const usePager = <C extends Connection>({
  document,
  variables,
  firstPolicy,
  cursorAt,
}: PagerOptions): { pager: Pager<C>; list: PagedList<C> } => {
  const client = useClient()
  const key = JSON.stringify(variables)
  const pager = useMemo(
    () => new Pager<C>(client, { document, variables: JSON.parse(key) as object, firstPolicy, cursorAt }),
    [client, document, key, firstPolicy, cursorAt],
  )
  return { pager, list: useSyncExternalStore(pager.subscribe, pager.getState) }
}

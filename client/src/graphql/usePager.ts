import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { useClient } from 'urql'
import { spaced } from '../lib/spaced.ts'
import { Pager, type PagerOptions } from './Pager.ts'
import type { Connection, PagedList } from './pages.ts'

/** However often a list changes, nobody sees more. In milliseconds. */
const AT_MOST_EVERY_MS = 100

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
  const subscribe = useCallback(
    (listener: () => void) => {
      const { call, cancel } = spaced(listener, AT_MOST_EVERY_MS)
      const stop = pager.subscribe(call)
      return () => {
        cancel()
        stop()
      }
    },
    [pager],
  )
  return { pager, list: useSyncExternalStore(subscribe, pager.getState) }
}

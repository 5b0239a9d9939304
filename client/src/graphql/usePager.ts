import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { useClient } from 'urql'
import { spaced } from '../lib/spaced.ts'
import { Pager, type PagerOptions } from './Pager.ts'
import type { Connection, PagedList } from './pages.ts'

/** A live list in pages; other variables are another list, with its own pager. It is shown again at most every `everyMs` milliseconds. */
export const usePager = <C extends Connection>({
  document,
  variables,
  firstPolicy,
  cursorAt,
  everyMs = 0,
}: PagerOptions & { everyMs?: number }): { pager: Pager<C>; list: PagedList<C> } => {
  const client = useClient()
  const key = JSON.stringify(variables)
  const pager = useMemo(
    () => new Pager<C>(client, { document, variables: JSON.parse(key) as object, firstPolicy, cursorAt }),
    [client, document, key, firstPolicy, cursorAt],
  )
  const subscribe = useCallback(
    (listener: () => void) => {
      if (everyMs === 0) return pager.subscribe(listener)
      const { call, cancel } = spaced(listener, everyMs)
      const stop = pager.subscribe(call)
      return () => {
        cancel()
        stop()
      }
    },
    [pager, everyMs],
  )
  return { pager, list: useSyncExternalStore(subscribe, pager.getState) }
}

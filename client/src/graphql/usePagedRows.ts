import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { Pager } from './Pager.ts'
import type { Connection } from './pages.ts'

/** The virtual rows of a paged list, whose pages in view are loaded. Another list starts at the top. */
export const usePagedRows = <C extends Connection>(pager: Pager<C>, count: number, rowPx: number) => {
  const viewport = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count,
    getScrollElement: () => viewport.current,
    estimateSize: () => rowPx,
    overscan: 8,
  })
  const shown = rows.getVirtualItems()
  const first = shown[0]?.index ?? 0
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => pager.show(first, last), [pager, first, last, count])
  useEffect(() => {
    // Not returned: in some browsers it is a promise.
    viewport.current?.scrollTo({ top: 0 })
  }, [pager])
  return { viewport, shown, height: rows.getTotalSize(), reveal: (index: number) => rows.scrollToIndex(index) }
}

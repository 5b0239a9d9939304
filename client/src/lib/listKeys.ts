import type { KeyboardEvent } from 'react'

type List = {
  /** The row the keyboard is on, or -1. */
  active: number
  count: number
  /** Rows that Page Up and Page Down pass over. */
  pageRows: number
  /** May be called with an index beyond either end. */
  moveTo: (index: number) => void
  open: (index: number) => void
}

/** The keys of a list that is one tab stop: arrows, pages, ends; Enter and the space bar open. */
export const onListKey = (event: KeyboardEvent, { active, count, pageRows, moveTo, open }: List): void => {
  const targets: Record<string, number> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + pageRows,
    PageUp: active - pageRows,
    Home: 0,
    End: count - 1,
  }
  const target = targets[event.key]
  if (target !== undefined) moveTo(target)
  else if ((event.key === 'Enter' || event.key === ' ') && active >= 0) open(active)
  else return
  event.preventDefault()
}

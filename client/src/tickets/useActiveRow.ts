import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { onListKey } from '../lib/listKeys.ts'
import { useListCommands, type ListCommands } from './listCommands.ts'
import type { PagerState } from './TicketPager.ts'

const PAGE_ROWS = 8

/**
 * The row the keyboard is on. It follows its ticket when live changes move it, and keeps its place when the ticket leaves.
 */
export const useActiveRow = (list: PagerState, open: (index: number) => void, reveal: (index: number) => void) => {
  const [{ id, index }, setActive] = useState<{ id?: string; index: number }>({ index: -1 })
  const moved = id && list.row(index)?.id !== id ? nearby(list, id, index) : index
  const active = Math.min(moved, list.count - 1)

  const moveTo = (wanted: number) => {
    const next = Math.max(0, Math.min(list.count - 1, wanted))
    setActive({ index: next, id: list.row(next)?.id })
    reveal(next)
  }

  const latest = useRef<ListCommands>({ move: () => {}, open: () => {}, current: () => undefined })
  useEffect(() => {
    latest.current = {
      move: (by) => moveTo(active + by),
      open: () => active >= 0 && open(active),
      current: () => list.row(active),
    }
  })
  useEffect(() => {
    const commands: ListCommands = {
      move: (by) => latest.current.move(by),
      open: () => latest.current.open(),
      current: () => latest.current.current(),
    }
    useListCommands.setState({ commands })
    return () => useListCommands.setState({ commands: null })
  }, [])

  const onKeyDown = (event: KeyboardEvent) =>
    onListKey(event, { active, count: list.count, pageRows: PAGE_ROWS, moveTo, open })

  return { active, setActive: (at: number) => setActive({ index: at, id: list.row(at)?.id }), onKeyDown }
}

/** Where the ticket went: live changes move it, mostly to the top. */
const nearby = (list: PagerState, id: string, index: number): number => {
  for (let at = 0; at < Math.min(list.count, index + 100); at++) if (list.row(at)?.id === id) return at
  return index
}

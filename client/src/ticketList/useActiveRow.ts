import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { onListKey } from '../lib/listKeys.ts'
import { NO_CURSOR, useCursor } from './cursor.ts'
import { isFocusedQuietly, useListCommands, type ListCommands } from '../tickets/listCommands.ts'
import type { TicketPages } from './useTicketPages.ts'

const PAGE_ROWS = 8
const NOWHERE: CursorPosition = { index: -1 }
/** How many rows around its old position are searched for a ticket that has moved. */
const NEARBY_ROWS = 100

/** The ticket that was opened from the list, to which one comes back where the ticket took the list's place. */
let opened: string | undefined
export const noteOpened = (number: string): void => {
  opened = number
}

/** The cursor's position; the id is missing until that row is loaded. */
type CursorPosition = { id?: string; index: number }
type Options = {
  list: TicketPages
  openNumber: string | undefined
  open: (index: number) => void
  reveal: (index: number) => void
}

/**
 * The row of the cursor. It follows its ticket when live changes move it, and the open ticket when another is opened.
 * When its ticket leaves the view, it is on no row; `j` and `k` continue from its last position.
 */
export const useActiveRow = ({ list, openNumber, open, reveal }: Options) => {
  const [position, put] = useState(NOWHERE)
  const active = rowOf(list, position)
  const row = active < 0 ? undefined : list.row(active)
  const isLost = position.index >= 0 && row === undefined
  const hasLeft = active < 0 && position.index >= 0

  const moveTo = (wanted: number) => {
    const index = Math.max(0, Math.min(list.count - 1, wanted))
    put({ index, id: list.row(index)?.id })
    reveal(index)
  }
  /** If the ticket has left the view, the next one is now at its position. */
  const moveFrom = (wanted: number) => moveTo(hasLeft && wanted > position.index ? wanted - 1 : wanted)
  const openRow = () => indexOf(list, openNumber)
  const here = (): number => (active >= 0 ? active : hasLeft ? position.index : openRow())
  const putOn = (index: number) => put(index < 0 ? NOWHERE : { index, id: list.row(index)?.id })
  const followOpen = () => putOn(openRow())

  useRegistered({ move: (by) => moveFrom(here() + by), followOpen })
  useEffect(() => {
    if (openNumber && row?.number !== openNumber) followOpen()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- Only when another ticket is opened.
  }, [openNumber])
  // The cursor was on a row that was not loaded.
  if (row && position.id === undefined) put({ index: active, id: row.id })
  useEffect(
    () => useCursor.setState({ row, isLost, lostId: isLost ? position.id : undefined }),
    [row, isLost, position.id],
  )
  useEffect(() => () => useCursor.setState(NO_CURSOR), [])

  return {
    active,
    setActive: putOn,
    /** Call for another list: the cursor is on none of its rows. */
    leave: () => {
      opened = undefined
      put(NOWHERE)
    },
    onFocus: () => {
      if (position.index >= 0 || isFocusedQuietly()) return
      const back = openNumber ? -1 : indexOf(list, opened)
      if (back < 0) putOn(Math.max(0, openRow()))
      else moveTo(back)
    },
    onKeyDown: (event: KeyboardEvent) =>
      onListKey(event, {
        active: here(),
        count: list.count,
        pageRows: PAGE_ROWS,
        moveTo: moveFrom,
        open: () => active >= 0 && open(active),
      }),
  }
}

const useRegistered = (commands: ListCommands): void => {
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  useEffect(() => {
    useListCommands.setState({
      commands: { move: (by) => latest.current.move(by), followOpen: () => latest.current.followOpen() },
    })
    return () => useListCommands.setState({ commands: null })
  }, [])
}

/** The present row of the cursor's ticket; -1 if it has left the view. A row that is not loaded counts as the same. */
const rowOf = (list: TicketPages, { id, index }: CursorPosition): number => {
  if (index < 0) return -1
  const there = index < list.count ? list.row(index) : null
  if (there === undefined || there?.id === id) return index
  if (id === undefined) return there ? index : -1
  for (let at = 0; at < Math.min(list.count, index + NEARBY_ROWS); at++) if (list.row(at)?.id === id) return at
  return -1
}

const indexOf = (list: TicketPages, number: string | undefined): number => {
  if (number === undefined) return -1
  for (let at = 0; at < list.count; at++) if (list.row(at)?.number === number) return at
  return -1
}

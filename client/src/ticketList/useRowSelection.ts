import { useCallback, useEffect, useRef, type KeyboardEvent } from 'react'
import { isStaff } from '../lib/roles.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { clearSelection, select, toggleSelected, useSelection } from '../batches/selection.ts'
import type { TicketPages, TicketPager } from './useTicketPages.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'

const NONE: ReadonlyMap<string, TicketRowFragment> = new Map()

/**
 * Selects rows for a bulk edit: single ones, a range with Shift, all loaded ones with Ctrl/⌘+A; Escape deselects all.
 */
export const useRowSelection = (list: TicketPages, active: number, pager: TicketPager, canBatch = true) => {
  const { viewer } = useViewer()
  const canSelect = canBatch && isStaff(viewer.role)
  const selected = useSelection((state) => (canSelect ? state.selected : NONE))
  const isMatching = useSelection((state) => canSelect && state.isMatching)
  // Matching rows are selected as they load.
  useEffect(() => {
    if (isMatching) select(loaded(list))
  }, [isMatching, list])
  const latest = useRef({ list, active })
  useEffect(() => {
    latest.current = { list, active }
  })
  // In another view, rows that are out of sight must not be changed by accident.
  useEffect(() => clearSelection, [pager])

  const onSelect = useCallback((ticket: TicketRowFragment, extend: boolean) => {
    const rows = loaded(latest.current.list)
    const to = rows.findIndex(({ id }) => id === ticket.id)
    const { anchor } = useSelection.getState()
    const from = rows.findIndex(({ id }) => id === anchor)
    if (extend && from >= 0 && to >= 0) select(rows.slice(Math.min(from, to), Math.max(from, to) + 1))
    else toggleSelected(ticket)
  }, [])

  /** Whether the key was handled here. */
  const onSelectKey = (event: KeyboardEvent): boolean => {
    if (event.key === 'Escape' && selected.size > 0) clearSelection()
    else if (canSelect && event.key === 'a' && (event.ctrlKey || event.metaKey)) select(loaded(list))
    else return false
    event.preventDefault()
    return true
  }

  return { canSelect, selected, onSelect, onSelectKey }
}

const loaded = (list: TicketPages): TicketRowFragment[] =>
  Array.from({ length: list.count }, (_, index) => list.row(index)).filter((row) => row !== undefined)

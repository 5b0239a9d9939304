import { create } from 'zustand'
import type { SharedTicketRowFragment, TicketRowFragment } from '../tickets/tickets.generated.ts'

type Rows = ReadonlyMap<string, TicketRowFragment>

type Selection = {
  selected: Rows
  /** The last one selected: the start of a range. */
  anchor: string | undefined
  /** All matching tickets are selected, loaded or not. */
  isMatching: boolean
}

const NONE: Selection = { selected: new Map(), anchor: undefined, isMatching: false }

/** The tickets selected for a bulk edit, in their present state. */
export const useSelection = create<Selection>(() => NONE)

const byId = (rows: readonly TicketRowFragment[]): Rows => new Map(rows.map((row) => [row.id, row]))

/** Selects a ticket, or deselects it; of all that match, those that are loaded then stay selected. */
export const toggleSelected = (row: TicketRowFragment): void =>
  useSelection.setState(({ selected }) => {
    const next = new Map(selected)
    if (!next.delete(row.id)) next.set(row.id, row)
    return { selected: next, anchor: row.id, isMatching: false }
  })

/** Selects everything that matches. */
export const selectMatching = (): void => useSelection.setState({ isMatching: true })

/** Selects these besides those selected before. */
export const select = (rows: readonly TicketRowFragment[]): void =>
  useSelection.setState(({ selected }) => ({ selected: new Map([...selected, ...byId(rows)]) }))

export const clearSelection = (): void => {
  if (useSelection.getState().selected.size > 0) useSelection.setState(NONE)
}

/**
 * Applies an inbox update to the selection: selected tickets are updated, and those that left the view (`belongs`) or
 * were removed are deselected.
 */
export const updateSelected = (
  rows: readonly (SharedTicketRowFragment & Partial<TicketRowFragment>)[],
  removedIds: readonly string[],
  belongs: (row: TicketRowFragment) => boolean,
): void => {
  const { selected } = useSelection.getState()
  const next = new Map(selected)
  for (const id of removedIds) next.delete(id)
  for (const changed of rows) {
    const known = selected.get(changed.id)
    if (!known) continue
    const row = { ...known, ...changed }
    if (belongs(row)) next.set(row.id, row)
    else next.delete(row.id)
  }
  if (next.size === 0) clearSelection()
  else if (rows.some(({ id }) => selected.has(id)) || next.size < selected.size)
    useSelection.setState({ selected: next })
}

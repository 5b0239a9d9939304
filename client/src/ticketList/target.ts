import { useCursor } from './cursor.ts'
import { useSelection } from '../batches/selection.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'

/** The tickets that a shortcut changes, and why these. */
export type Target = { rows: readonly TicketRowFragment[]; from: 'selection' | 'row' | 'open' }

type State = {
  selected: ReadonlyMap<string, TicketRowFragment>
  cursor: ReturnType<typeof useCursor.getState>
  open: TicketRowFragment | null
}

/**
 * The one target of all shortcuts: the selected tickets, else the row of the cursor, else the open ticket. Null while the
 * cursor's ticket has left the view: the next key must not change another one.
 */
export const targetOf = ({ selected, cursor, open }: State): Target | null => {
  if (selected.size > 0) return { rows: [...selected.values()], from: 'selection' }
  const { row, isLost, lostId } = cursor
  if (row && row.id !== open?.id) return { rows: [row], from: 'row' }
  if (isLost && lostId !== open?.id) return null
  return open && { rows: [open], from: 'open' }
}

/** The target at this moment. */
export const currentTarget = (open: TicketRowFragment | null): Target | null =>
  targetOf({ selected: useSelection.getState().selected, cursor: useCursor.getState(), open })

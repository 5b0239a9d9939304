import { create } from 'zustand'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'

/**
 * The row that the keyboard is on. `isLost`: it was on one that has left the view, or is not loaded yet; its id, if it
 * was known.
 */
type Cursor = { row: TicketRowFragment | undefined; isLost: boolean; lostId: string | undefined }

export const NO_CURSOR: Cursor = { row: undefined, isLost: false, lostId: undefined }

export const useCursor = create<Cursor>(() => NO_CURSOR)

import { create } from 'zustand'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'

/**
 * The ticket under the cursor. `isLost`: that ticket has left the view or is not loaded; `lostId`: its id, if known.
 */
type Cursor = { row: TicketRowFragment | undefined; isLost: boolean; lostId: string | undefined }

export const NO_CURSOR: Cursor = { row: undefined, isLost: false, lostId: undefined }

export const useCursor = create<Cursor>(() => NO_CURSOR)

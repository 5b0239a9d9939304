import { create } from 'zustand'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'

/** What can be chosen by a key for tickets that need not be open. */
export type Picked = 'priority' | 'tags' | 'assignee'

/** The choice that is being made, and for which tickets. */
export const useTargetPicker = create<{ what: Picked; rows: readonly TicketRowFragment[] } | { what: null }>(() => ({
  what: null,
}))

import { create } from 'zustand'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'

/** What the picker changes. */
export type Picked = 'priority' | 'tags' | 'assignee'

/** The open picker and its tickets. */
export const useTargetPicker = create<{ what: Picked; rows: readonly TicketRowFragment[] } | { what: null }>(() => ({
  what: null,
}))

import { create } from 'zustand'
import type { TicketRowFragment } from './tickets.generated.ts'

export type ListCommands = {
  move: (by: number) => void
  open: () => void
  /** The ticket the keyboard is on. */
  current: () => TicketRowFragment | undefined
}

/** What the list on screen can be told to do by the shortcuts of the whole page. */
export const useListCommands = create<{ commands: ListCommands | null; focusSearch: (() => void) | null }>(() => ({
  commands: null,
  focusSearch: null,
}))

import { create } from 'zustand'

export type ListCommands = {
  move: (by: number) => void
  /** Brings the cursor back to the ticket that is open. */
  followOpen: () => void
}

/** What the shortcuts of the whole page can ask of the list on screen. `wantsSearch`: to search as soon as it can be. */
export const useListCommands = create<{
  commands: ListCommands | null
  focusSearch: (() => void) | null
  wantsSearch: boolean
}>(() => ({ commands: null, focusSearch: null, wantsSearch: false }))

let isQuiet = false

/** Whether the list has got the focus from `focusList`, which puts the cursor on no row. */
export const isFocusedQuietly = (): boolean => isQuiet

/** Focuses the list; the cursor stays where it is. */
export const focusList = (): void => {
  isQuiet = true
  document.querySelector<HTMLElement>('[data-ticket-list]')?.focus()
  isQuiet = false
}

import { create } from 'zustand'

export type ListCommands = {
  move: (by: number) => void
  /** Moves the cursor to the open ticket. */
  followOpen: () => void
}

/**
 * The commands of the list on screen, for the page's shortcuts. `wantsSearch`: focus the search box as soon as it is
 * shown.
 */
export const useListCommands = create<{
  commands: ListCommands | null
  focusSearch: (() => void) | null
  wantsSearch: boolean
}>(() => ({ commands: null, focusSearch: null, wantsSearch: false }))

let isQuiet = false

/** Whether the list was focused by `focusList`, which does not move the cursor. */
export const isFocusedQuietly = (): boolean => isQuiet

/** Focuses the list; the cursor stays where it is. */
export const focusList = (): void => {
  isQuiet = true
  document.querySelector<HTMLElement>('[data-ticket-list]')?.focus()
  isQuiet = false
}

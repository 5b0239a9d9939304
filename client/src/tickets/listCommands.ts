import { create } from 'zustand'

export type ListCommands = { move: (by: number) => void; open: () => void }

/** What the list on screen can be told to do by the shortcuts of the whole page. */
export const useListCommands = create<{ commands: ListCommands | null; focusSearch: (() => void) | null }>(() => ({
  commands: null,
  focusSearch: null,
}))

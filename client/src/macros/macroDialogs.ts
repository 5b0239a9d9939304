import { create } from 'zustand'
import { dialogStore } from '../ui/dialogStore.ts'

/** The dialog of all macros, opened by the palette, the account menu and the composer. */
export const macroManager = dialogStore()

/** The picker at the composer's button. */
export const macroPicker = dialogStore()

/** The ticket whose composer is on screen; null if none is. */
export const useMacroTarget = create<{ ticketId: string | null }>(() => ({ ticketId: null }))

/** Opens the dialog of all macros. */
export const manageMacros = (): void => {
  macroPicker.close()
  macroManager.open()
}

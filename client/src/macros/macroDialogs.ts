import { create } from 'zustand'

type MacroDialogs = {
  /** Whether the dialog of all macros is open. */
  isManaging: boolean
  /** Whether the picker at the composer's button is open. */
  isPicking: boolean
  /** The ticket in whose composer a macro would go; null where none is open. */
  ticketId: string | null
}

/** Which macro dialog is open; shared by the palette, menus and the composer. */
export const useMacroDialogs = create<MacroDialogs>(() => ({ isManaging: false, isPicking: false, ticketId: null }))

/** Opens the dialog of all macros. */
export const manageMacros = (): void => useMacroDialogs.setState({ isManaging: true, isPicking: false })

/** Opens the picker of the composer on screen. */
export const pickMacro = (): void => useMacroDialogs.setState({ isPicking: true })

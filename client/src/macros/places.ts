import { create } from 'zustand'

type Places = {
  /** Whether the dialog of all macros is open. */
  isManaging: boolean
  /** Whether the picker at the composer's button is open. */
  isPicking: boolean
  /** The ticket in whose composer a macro would go; null where none is open. */
  ticketId: string | null
}

/** Where macros are being looked at: the palette, menus and the composer open the same places. */
export const useMacroPlaces = create<Places>(() => ({ isManaging: false, isPicking: false, ticketId: null }))

/** Opens the dialog of all macros. */
export const manageMacros = (): void => useMacroPlaces.setState({ isManaging: true, isPicking: false })

/** Opens the picker of the composer on screen. */
export const pickMacro = (): void => useMacroPlaces.setState({ isPicking: true })

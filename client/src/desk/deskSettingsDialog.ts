import { create } from 'zustand'

/** Whether the desk's settings are open: the palette and the account menu open the same dialog. */
export const useDeskSettingsDialog = create<{ isOpen: boolean }>(() => ({ isOpen: false }))

/** Opens the desk's settings. */
export const openDeskSettings = (): void => useDeskSettingsDialog.setState({ isOpen: true })

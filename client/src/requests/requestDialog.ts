import { create } from 'zustand'

/** Whether the request dialog is open; shared by the rail, the palette and the phone menu. */
export const useRequestDialog = create<{ isOpen: boolean }>(() => ({ isOpen: false }))

export const openRequestDialog = (): void => useRequestDialog.setState({ isOpen: true })
export const closeRequestDialog = (): void => useRequestDialog.setState({ isOpen: false })

import { create } from 'zustand'

/** Whether the dialog for asking is open: the rail, the palette and a phone's menu open the same. */
export const useAsking = create<{ isOpen: boolean }>(() => ({ isOpen: false }))

export const openAsking = (): void => useAsking.setState({ isOpen: true })
export const closeAsking = (): void => useAsking.setState({ isOpen: false })

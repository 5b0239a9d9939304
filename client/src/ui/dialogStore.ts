import { create } from 'zustand'

/** Whether a dialog is open that several places can open. */
export const dialogStore = () => {
  const useStore = create(() => ({ isOpen: false }))
  const setOpen = (isOpen: boolean): void => useStore.setState({ isOpen })
  return {
    useIsOpen: (): boolean => useStore((state) => state.isOpen),
    setOpen,
    open: (): void => setOpen(true),
    close: (): void => setOpen(false),
  }
}

import { create } from 'zustand'

/** Whether the background jobs are open: the palette and the account menu open the same dialog. */
export const useBackgroundJobsDialog = create<{ isOpen: boolean }>(() => ({ isOpen: false }))

/** Opens the background jobs. */
export const openBackgroundJobs = (): void => useBackgroundJobsDialog.setState({ isOpen: true })

import { dialogStore } from '../ui/dialogStore.ts'

/** The dialog of the background jobs, opened by the palette and the account menu. */
export const backgroundJobsDialog = dialogStore()

import { dialogStore } from '../ui/dialogStore.ts'

/** The dialog of the viewer's own working hours, opened by the account menu. */
export const workDialog = dialogStore()

import { dialogStore } from '../ui/dialogStore.ts'

/** The dialog in which staff say that they are away, opened by the account menu. */
export const awayDialog = dialogStore()

import { dialogStore } from '../ui/dialogStore.ts'

/** The dialog with what can be undone, opened by the palette and the account menu. */
export const undoHistory = dialogStore()

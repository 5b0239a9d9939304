import { dialogStore } from '../ui/dialogStore.ts'

/** The dialog of the retention rules, opened by the palette and the account menu. */
export const retentionDialog = dialogStore()

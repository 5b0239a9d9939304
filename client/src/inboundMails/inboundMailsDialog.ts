import { dialogStore } from '../ui/dialogStore.ts'

/** The dialog of the rejected emails, opened by the palette and the account menu. */
export const inboundMailsDialog = dialogStore()

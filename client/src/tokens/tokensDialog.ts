import { dialogStore } from '../ui/dialogStore.ts'

/** The dialog of all API tokens and service accounts, opened by the palette and the account menu. */
export const tokensDialog = dialogStore()

import { dialogStore } from '../ui/dialogStore.ts'

/** The dialog that requests a chat, opened by the rail and the phone menu. */
export const requestDialog = dialogStore()

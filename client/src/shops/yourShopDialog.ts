import { dialogStore } from '../ui/dialogStore.ts'

/** The dialog in which sellers see the people of their shop. */
export const yourShopDialog = dialogStore()

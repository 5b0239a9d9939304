import { dialogStore } from '../ui/dialogStore.ts'

/** The dialog of the desk settings, opened by the palette and the account menu. */
export const deskSettingsDialog = dialogStore()

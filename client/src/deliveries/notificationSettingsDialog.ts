import { dialogStore } from '../ui/dialogStore.ts'

/** The dialog of the notification settings, opened by the palette, the account menu and links in emails. */
export const notificationSettingsDialog = dialogStore()

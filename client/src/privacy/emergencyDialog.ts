import { dialogStore } from '../ui/dialogStore.ts'

/** The dialog for emergency access, opened by the palette and the account menu of admins. */
export const emergencyDialog = dialogStore()

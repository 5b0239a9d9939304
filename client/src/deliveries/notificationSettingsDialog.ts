import { create } from 'zustand'

/** Whether the notification settings are open: the palette, the account menu and links in mails open the same dialog. */
export const useNotificationSettingsDialog = create<{ isOpen: boolean }>(() => ({ isOpen: false }))

/** Opens the notification settings. */
export const openNotificationSettings = (): void => useNotificationSettingsDialog.setState({ isOpen: true })

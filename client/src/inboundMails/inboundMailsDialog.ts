import { create } from 'zustand'

/** Whether the rejected emails are open: the palette and the account menu open the same dialog. */
export const useInboundMailsDialog = create<{ isOpen: boolean }>(() => ({ isOpen: false }))

/** Opens the rejected emails. */
export const openInboundMails = (): void => useInboundMailsDialog.setState({ isOpen: true })

import { create } from 'zustand'
import { bufferKeysUntilFocus } from '../lib/keyBuffer.ts'

/** The ticket that is being renamed. */
export const useRenaming = create<{ ticketId: string | null }>(() => ({ ticketId: null }))

/** Opens the field in the header; what is typed until it has the focus is not lost. */
export const startRenaming = (ticketId: string): void => {
  bufferKeysUntilFocus('field')
  useRenaming.setState({ ticketId })
}
export const endRenaming = (): void => useRenaming.setState({ ticketId: null })

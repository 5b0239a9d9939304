import { create } from 'zustand'
import { bufferKeysUntilFocus } from '../lib/keyBuffer.ts'

/** The ticket that is being handed over. */
export const useHandingOver = create<{ ticketId: string | null }>(() => ({ ticketId: null }))

export const openHandOver = (ticketId: string): void => {
  bufferKeysUntilFocus('overlay')
  useHandingOver.setState({ ticketId })
}
export const closeHandOver = (): void => useHandingOver.setState({ ticketId: null })

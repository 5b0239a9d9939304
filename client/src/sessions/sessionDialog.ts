import { create } from 'zustand'
import { bufferKeysUntilFocus } from '../lib/keyBuffer.ts'
import type { SessionFieldsFragment } from './sessions.generated.ts'

/** Which dialog about a session is open. */
export type SessionDialogState =
  | { kind: 'schedule'; ticketId: string }
  | { kind: 'move'; ticketId: string; session: SessionFieldsFragment; startsAt?: string }
  | { kind: 'propose'; session: SessionFieldsFragment }
  | { kind: 'outcome'; session: SessionFieldsFragment }
  | { kind: 'cancel'; session: SessionFieldsFragment }

export const useSessionDialog = create<{ shown: SessionDialogState | null }>(() => ({ shown: null }))

export const openSessionDialog = (shown: SessionDialogState): void => {
  bufferKeysUntilFocus('overlay')
  useSessionDialog.setState({ shown })
}
export const closeSessionDialog = (): void => useSessionDialog.setState({ shown: null })

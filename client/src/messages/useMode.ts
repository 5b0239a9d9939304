import { useState } from 'react'
import type { Mode } from './drafts.ts'

/** Each ticket's last mode on this page. */
const modes = new Map<string, Mode>()

/** The composer's mode: reply or note. Only the user changes it. */
export const useMode = (ticketId: string): [mode: Mode, setMode: (mode: Mode) => void] => {
  const [mode, setMode] = useState(() => modes.get(ticketId) ?? 'reply')
  const change = (next: Mode) => {
    modes.set(ticketId, next)
    setMode(next)
  }
  return [mode, change]
}

import { useState } from 'react'
import type { Mode } from './drafts.ts'

/** Each ticket's last mode on this page: coming back finds it as it was left. */
const modes = new Map<string, Mode>()

/** Whether one writes a reply or a note in a ticket. Only the person changes it. */
export const useMode = (ticketId: string): [mode: Mode, setMode: (mode: Mode) => void] => {
  const [mode, setMode] = useState(() => modes.get(ticketId) ?? 'reply')
  const change = (next: Mode) => {
    modes.set(ticketId, next)
    setMode(next)
  }
  return [mode, change]
}

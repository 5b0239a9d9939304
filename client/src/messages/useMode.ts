import { useState } from 'react'
import type { Mode } from '../lib/writingModes.ts'

/** Each ticket's last mode on this page. */
const modes = new Map<string, Mode>()

/** What the composer writes, and so who will read it. Only the user changes it. */
export const useMode = (ticketId: string): [mode: Mode, setMode: (mode: Mode) => void] => {
  const [mode, setMode] = useState(() => modes.get(ticketId) ?? 'reply')
  const change = (next: Mode) => {
    modes.set(ticketId, next)
    setMode(next)
  }
  return [mode, change]
}

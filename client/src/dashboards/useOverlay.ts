import { useState } from 'react'
import { bufferKeysUntilFocus } from '../lib/keyBuffer.ts'
import type { Overlay } from './Overlays.tsx'

/** The open dialog, and a setter. Keys typed while a dialog opens go to the dialog. */
export const useOverlay = (): [Overlay, (next: Overlay) => void] => {
  const [overlay, setOverlay] = useState<Overlay>(null)
  const show = (next: Overlay) => {
    if (next && next !== overlay) bufferKeysUntilFocus(next === 'shortcuts' ? 'overlay' : 'dialog field')
    setOverlay(next)
  }
  return [overlay, show]
}

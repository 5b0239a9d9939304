import { useState } from 'react'
import { holdKeysForFocus } from '../lib/heldKeys.ts'
import type { Overlay } from './Overlays.tsx'

/** What lies over the page, and how to change it. What is typed before a dialog has opened goes to the dialog. */
export const useOverlay = (): [Overlay, (next: Overlay) => void] => {
  const [overlay, setOverlay] = useState<Overlay>(null)
  const show = (next: Overlay) => {
    if (next && next !== overlay) holdKeysForFocus(next === 'shortcuts' ? 'overlay' : 'dialog field')
    setOverlay(next)
  }
  return [overlay, show]
}

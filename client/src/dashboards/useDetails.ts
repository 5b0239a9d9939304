import { useState } from 'react'
import { useMedia } from '../lib/useMedia.ts'
import { useRememberedFlag } from '../lib/useRememberedFlag.ts'

/** Whether a page's details are shown: remembered beside the rest, and on demand in a drawer, where they would cover it. */
export const useDetails = () => {
  const inColumn = useMedia('(width >= 1200px)')
  const [shown, setShown] = useRememberedFlag('details.shown', true)
  const [drawerOpen, setDrawerOpen] = useState(false)
  const isOpen = inColumn ? shown : drawerOpen
  const show = inColumn ? setShown : setDrawerOpen
  return {
    isOpen,
    show,
    toggle: () => show(!isOpen),
    close: () => show(false),
    closeDrawer: () => setDrawerOpen(false),
  }
}

import { useState } from 'react'
import { useMedia } from '../lib/useMedia.ts'
import { useRememberedFlag } from '../lib/useRememberedFlag.ts'

/** Whether the details are shown: remembered as a panel, opened on demand as a drawer. */
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

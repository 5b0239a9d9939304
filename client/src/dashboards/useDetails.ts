import { useState } from 'react'
import { recall, remember } from '../lib/remembered.ts'
import { useMedia } from '../lib/useMedia.ts'

const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'

/** Whether a tab's details are shown: remembered beside the rest, and on demand where they would cover it. */
export const useDetails = () => {
  const inColumn = useMedia('(width >= 1200px)')
  const [shown, setShown] = useState(() => recall('details.shown', true, isFlag))
  const [drawerOpen, setDrawerOpen] = useState(false)
  const isOpen = inColumn ? shown : drawerOpen
  const show = (open: boolean) => {
    if (!inColumn) return setDrawerOpen(open)
    setShown(open)
    remember('details.shown', open)
  }
  return { isOpen, toggle: () => show(!isOpen), close: () => show(false) }
}

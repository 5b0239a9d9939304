import { useSyncExternalStore } from 'react'

/** Whether a media query matches, kept up to date. */
export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )

/** The widths of UI.md. */
export const useIsPhone = (): boolean => useMedia('(width < 760px)')
/** A phone in the hand: its browsers cannot capture the screen. */
export const useIsTouchPhone = (): boolean => useMedia('(width < 760px) and (pointer: coarse)')
export const useIsTablet = (): boolean => useMedia('(760px <= width < 1200px)')
export const useIsWide = (): boolean => useMedia('(width >= 1440px)')
/** Four panels with room for a conversation that is wide enough to read. */
export const useIsVeryWide = (): boolean => useMedia('(width >= 1600px)')

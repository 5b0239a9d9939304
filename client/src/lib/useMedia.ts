import { useSyncExternalStore } from 'react'

type Media = { subscribe: (changed: () => void) => () => void; matches: () => boolean }

const known = new Map<string, Media>()

/** One for all who ask: a component would otherwise subscribe anew with each render. */
const mediaOf = (query: string): Media => {
  const list = matchMedia(query)
  return {
    subscribe: (changed) => {
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    matches: () => list.matches,
  }
}

/** Whether a media query matches, kept up to date. */
export const useMedia = (query: string): boolean => {
  const media = known.get(query) ?? mediaOf(query)
  known.set(query, media)
  return useSyncExternalStore(media.subscribe, media.matches)
}

/** The widths of UI.md. */
export const useIsPhone = (): boolean => useMedia('(width < 760px)')
/** A phone in the hand: its browsers cannot capture the screen. */
export const useIsTouchPhone = (): boolean => useMedia('(width < 760px) and (pointer: coarse)')
export const useIsTablet = (): boolean => useMedia('(760px <= width < 1200px)')
export const useIsWide = (): boolean => useMedia('(width >= 1440px)')
/** Four panels with room for a conversation that is wide enough to read. */
export const useIsVeryWide = (): boolean => useMedia('(width >= 1600px)')

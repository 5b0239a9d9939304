import { useState } from 'react'
import { recall, remember } from '../lib/remembered.ts'
import { useViewer } from '../viewer/useViewer.ts'

const KEPT = 6
const keyOf = (viewerId: string): string => `searches.${viewerId}`

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string')

/** The latest searches of a user on this device, newest first. */
export const recentSearches = (viewerId: string): string[] => recall(keyOf(viewerId), [], isTexts)

/** Puts a search at the top of the recent ones. */
export const rememberSearch = (viewerId: string, query: string): void => {
  const text = query.trim()
  if (!text) return
  const others = recentSearches(viewerId).filter((other) => other.toLowerCase() !== text.toLowerCase())
  remember(keyOf(viewerId), [text, ...others].slice(0, KEPT))
}

/** The viewer's recent searches, as of the last `refresh`, and a function that forgets them. */
export const useRecentSearches = () => {
  const { viewer } = useViewer()
  const [searches, setSearches] = useState(() => recentSearches(viewer.id))
  return {
    searches,
    refresh: () => setSearches(recentSearches(viewer.id)),
    clear: () => {
      remember(keyOf(viewer.id), [])
      setSearches([])
    },
  }
}

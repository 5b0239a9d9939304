import { useCallback, useLayoutEffect, useRef } from 'react'

/** The latest version of a function as one that never changes, so that what gets it is not rendered again. For events, not for rendering. */
export const useStable = <A extends unknown[], R>(callback: (...args: A) => R): ((...args: A) => R) => {
  const latest = useRef(callback)
  useLayoutEffect(() => {
    latest.current = callback
  })
  return useCallback((...args: A) => latest.current(...args), [])
}

import { useEffect, useRef, useSyncExternalStore } from 'react'

const watch = (changed: () => void) => {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}

/** Whether the browser has a network, as far as it knows. */
export const useOnline = (): boolean => useSyncExternalStore(watch, () => navigator.onLine)

/** Calls a function when the network is back. */
export const useBackOnline = (run: (() => void) | undefined): void => {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const back = () => latest.current?.()
    window.addEventListener('online', back)
    return () => window.removeEventListener('online', back)
  }, [])
}

import { useEffect, useRef } from 'react'

/**
 * Calls `act` within `ms` after `changes` has risen above `seen`, and again at most once in `ms`, however often it
 * rises: a timer restarted by each change would never fire on a busy desk.
 */
export const useThrottled = (changes: number, act: () => void, ms: number, seen = 0): void => {
  const done = useRef(seen)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef({ changes, act })
  useEffect(() => {
    latest.current = { changes, act }
    if (changes === done.current || timer.current !== undefined) return
    timer.current = setTimeout(() => {
      timer.current = undefined
      done.current = latest.current.changes
      latest.current.act()
    }, ms)
  })
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )
}

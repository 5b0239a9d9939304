import { useEffect, useState } from 'react'

/** At most this long: a window that cannot be seen has no frames. */
const AT_MOST_MS = 100

/** Resolves once what is in the document now is painted. */
export const afterPaint = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, AT_MOST_MS)
    // The callbacks of a frame run before it is painted, timers after it.
    requestAnimationFrame(() => setTimeout(resolve))
  })

/** Whether the browser has painted since this was mounted. */
export const usePainted = (): boolean => {
  const [isPainted, setPainted] = useState(false)
  useEffect(() => {
    let isOver = false
    void afterPaint().then(() => isOver || setPainted(true))
    return () => {
      isOver = true
    }
  }, [])
  return isPainted
}

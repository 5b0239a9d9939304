import { useEffect, useState } from 'react'

/** The present time, updated every `everyMs`, for ages on screen. */
export const useNow = (everyMs = 30_000): Date => {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

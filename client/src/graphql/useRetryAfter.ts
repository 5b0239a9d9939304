import type { CombinedError } from '@urql/core'
import { useEffect, useRef } from 'react'
import { retryAfterMs } from './errors.ts'

/** Retries what a rate limit refused as soon as the server allows it. */
export const useRetryAfter = (error: CombinedError | undefined, retry: () => void): void => {
  const latest = useRef(retry)
  useEffect(() => {
    latest.current = retry
  })
  useEffect(() => {
    const wait = retryAfterMs(error)
    if (wait === undefined) return
    const timer = setTimeout(() => latest.current(), wait)
    return () => clearTimeout(timer)
  }, [error])
}

import { useEffect, useMemo } from 'react'
import { useConnection } from '../graphql/connection.ts'
import {
  useActiveScreenSharesQuery,
  useScreenShareChangedSubscription,
  type ShareFieldsFragment,
} from './screenshare.generated.ts'

const NONE: ShareFieldsFragment[] = []
/** By then the feed is followed, in milliseconds: what began between the first look and it is loaded. */
const SETTLED_MS = 2_000

/** The shares that run now, live, and whether that is known. */
export const useActiveShares = () => {
  const [{ data, error }, again] = useActiveScreenSharesQuery()
  const reconnects = useConnection((state) => state.reconnects)
  useScreenShareChangedSubscription()
  // The feed starts from now: what was missed while the socket was gone is loaded.
  useEffect(() => {
    if (reconnects > 0) again({ requestPolicy: 'network-only' })
  }, [reconnects, again])
  useEffect(() => {
    const timer = setTimeout(() => again({ requestPolicy: 'network-only' }), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [again])
  const shares = useMemo(() => data?.activeScreenShares.filter(({ endedAt }) => !endedAt) ?? NONE, [data])
  return { shares, isKnown: data !== undefined, error, again: () => again({ requestPolicy: 'network-only' }) }
}

/** How many screens are shared right now. */
export const useLiveCount = (): number => useActiveShares().shares.length

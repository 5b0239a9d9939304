import { useMemo } from 'react'
import {
  useActiveScreenSharesQuery,
  useScreenShareChangedSubscription,
  type ShareFieldsFragment,
} from './screenshare.generated.ts'

const NONE: ShareFieldsFragment[] = []

/** The shares that run now, live, and whether that is known. */
export const useActiveShares = () => {
  const [{ data, error }, again] = useActiveScreenSharesQuery()
  useScreenShareChangedSubscription()
  const shares = useMemo(() => data?.activeScreenShares.filter(({ endedAt }) => !endedAt) ?? NONE, [data])
  return { shares, isKnown: data !== undefined, error, again: () => again({ requestPolicy: 'network-only' }) }
}

/** How many screens are shared right now. */
export const useLiveCount = (): number => useActiveShares().shares.length

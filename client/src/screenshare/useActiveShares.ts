import { useMemo } from 'react'
import {
  useActiveScreenSharesQuery,
  useScreenShareChangedSubscription,
  type ShareFieldsFragment,
} from './screenshare.generated.ts'

const NONE: ShareFieldsFragment[] = []

/** The active shares, live, and whether they are loaded. */
export const useActiveShares = () => {
  const [{ data, error }, again] = useActiveScreenSharesQuery()
  useScreenShareChangedSubscription()
  const shares = useMemo(() => data?.activeScreenShares.filter(({ endedAt }) => !endedAt) ?? NONE, [data])
  return { shares, isKnown: data !== undefined, error, again: () => again({ requestPolicy: 'network-only' }) }
}

/** The number of shared screens. */
export const useLiveCount = (): number => useActiveShares().shares.length

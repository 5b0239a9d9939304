import { useThrottled } from '../lib/useThrottled.ts'
import { useCountsDue } from '../views/countsDue.ts'
import { usePeopleChanges } from './changes.ts'
import { usePeopleCountsQuery, usePersonChangedSubscription } from './people.generated.ts'

/** The minimum interval between refetches of the counts. */
const AT_MOST_EVERY_MS = 3_000

/** The number of pending invitations. Subscribes to all changes of people on every admin page. */
export const useInvitationCount = (): number => {
  usePersonChangedSubscription()
  const changes = usePeopleChanges((state) => state.changes)
  return useFresh(changes)?.invitations ?? 0
}

/** The number of shops waiting for an answer. */
export const useWaitingShopCount = (): number => useFresh(useCountsDue((state) => state.changes))?.waitingShops ?? 0

const useFresh = (changes: number) => {
  const [{ data }, again] = usePeopleCountsQuery()
  useThrottled(changes, () => again({ requestPolicy: 'network-only' }), AT_MOST_EVERY_MS)
  return data?.peopleCounts
}

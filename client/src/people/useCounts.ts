import { useThrottled } from '../lib/useThrottled.ts'
import { useCountsDue } from '../views/countsDue.ts'
import { usePeopleChanges } from './changes.ts'
import { usePeopleCountsQuery, usePersonChangedSubscription } from './people.generated.ts'

/** Counts are read again at most this often, however busy the desk is. */
const AT_MOST_EVERY_MS = 3_000

/** How many invitations wait to be accepted. Follows all changes among people, wherever an admin is on the desk. */
export const useInvitationCount = (): number => {
  usePersonChangedSubscription()
  const changes = usePeopleChanges((state) => state.changes)
  return useFresh(changes)?.invitations ?? 0
}

/** How many shops wait for an answer. */
export const useWaitingShopCount = (): number => useFresh(useCountsDue((state) => state.changes))?.waitingShops ?? 0

const useFresh = (changes: number) => {
  const [{ data }, again] = usePeopleCountsQuery()
  useThrottled(changes, () => again({ requestPolicy: 'network-only' }), AT_MOST_EVERY_MS)
  return data?.peopleCounts
}

import { useEffect } from 'react'
import { useConnection } from '../graphql/connection.ts'
import { useChatRequestChangedSubscription, usePendingChatRequestsQuery } from './requests.generated.ts'

/** How many requests wait for staff, live. */
export const usePendingCount = (): number => {
  const [{ data }, again] = usePendingChatRequestsQuery()
  const reconnects = useConnection((state) => state.reconnects)
  useChatRequestChangedSubscription()

  // The feed starts from now: what was missed while the socket was gone is loaded.
  useEffect(() => {
    if (reconnects > 0) again({ requestPolicy: 'network-only' })
  }, [reconnects, again])
  return data?.chatRequests.totalCount ?? 0
}

import { useChatRequestChangedSubscription, usePendingChatRequestsQuery } from './requests.generated.ts'

/** How many requests wait for staff, live. */
export const usePendingCount = (): number => {
  const [{ data }] = usePendingChatRequestsQuery()
  useChatRequestChangedSubscription()
  return data?.chatRequests.totalCount ?? 0
}

import { useChatRequestChangedSubscription, usePendingChatRequestsQuery } from './requests.generated.ts'

/** The number of pending requests, live. */
export const usePendingCount = (): number => {
  const [{ data }] = usePendingChatRequestsQuery()
  useChatRequestChangedSubscription()
  return data?.chatRequests.totalCount ?? 0
}

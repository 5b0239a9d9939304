import { usePager } from '../graphql/usePager.ts'
import { ChatRequestsDocument, type ChatRequestsQuery, type RequestStatus } from './requests.generated.ts'

const PENDING: RequestStatus[] = ['PENDING']
const DECIDED: RequestStatus[] = ['ACCEPTED', 'DECLINED', 'CANCELLED']

/** Pending requests, oldest first, or closed ones, newest first; all loaded pages stay live. */
export const useRequestPages = (decided: boolean) => {
  const { pager, list } = usePager<ChatRequestsQuery['chatRequests']>({
    document: ChatRequestsDocument,
    variables: { status: decided ? DECIDED : PENDING, newestFirst: decided, ticketId: null },
  })
  const { rows: requests, error, hasMore } = list
  return { requests, error, hasMore, more: pager.more, retry: pager.retry }
}

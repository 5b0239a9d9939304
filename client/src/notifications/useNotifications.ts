import { useState } from 'react'
import { useThrottled } from '../lib/useThrottled.ts'
import { useNotificationsQuery, type NotificationFieldsFragment } from './notifications.generated.ts'
import { useUnread } from './unread.ts'

// One query, not pages: at most 100 notifications are shown.
const FIRST = 20
const MOST = 100
/** Minimum interval between refetches of the list, in milliseconds. */
const AT_MOST_EVERY_MS = 500

/** The latest notifications, kept up to date while they are on screen. */
export const useNotifications = () => {
  const [first, setFirst] = useState(FIRST)
  const [{ data, error, fetching }, again] = useNotificationsQuery({
    variables: { first },
    requestPolicy: 'cache-and-network',
  })
  const changes = useUnread((state) => state.changes)
  const [seenAtFirst] = useState(changes)
  useThrottled(changes, () => again({ requestPolicy: 'network-only' }), AT_MOST_EVERY_MS, seenAtFirst)

  const all: NotificationFieldsFragment[] = (data?.notifications.edges ?? []).map(({ node }) => node)
  return {
    unread: all.filter(({ readAt }) => !readAt),
    earlier: all.filter(({ readAt }) => readAt),
    isLoading: fetching && !data,
    error: data ? undefined : error,
    retry: () => again({ requestPolicy: 'network-only' }),
    more: data?.notifications.pageInfo.hasNextPage && first < MOST ? () => setFirst(MOST) : undefined,
  }
}

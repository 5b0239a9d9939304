import { useEffect } from 'react'
import { useClient, type Client } from 'urql'
import {
  NotificationsDocument,
  type NotificationsQuery,
  type NotificationsQueryVariables,
} from './notifications.generated.ts'
import { useUnread } from './unread.ts'

/** Older notifications than these are no longer shown by the browser either. */
const LATEST = 100

/** Takes back the push notifications that this browser shows once they are read, on whatever device. */
export const useWithdrawRead = (): void => {
  const client = useClient()
  const changes = useUnread((unread) => unread.changes)
  useEffect(() => {
    if (changes > 0) void withdrawRead(client).catch(() => undefined)
  }, [client, changes])
}

const withdrawRead = async (client: Client): Promise<void> => {
  if (!('serviceWorker' in navigator)) return
  const registration: ServiceWorkerRegistration | undefined = await navigator.serviceWorker.getRegistration()
  const shown = (await registration?.getNotifications()) ?? []
  if (shown.length === 0) return
  const { data } = await client.query<NotificationsQuery, NotificationsQueryVariables>(
    NotificationsDocument,
    { first: LATEST },
    { requestPolicy: 'network-only' },
  )
  if (!data) return
  const unread = new Set(data.notifications.edges.flatMap(({ node }) => (node.readAt ? [] : [node.id])))
  for (const notification of shown)
    if (!(notification.data as { ids?: string[] } | null)?.ids?.some((id) => unread.has(id))) notification.close()
}

import { useEffect, useRef } from 'react'
import { ringFor } from '../messages/useMessageSound.ts'
import { useNotificationAddedSubscription, useUnreadNotificationsSubscription } from './notifications.generated.ts'
import { useUnread } from './unread.ts'

/**
 * Keeps the count right and rings for what is new. The feed of the count starts with the count as it is, at every
 * (re)connect, so nothing that came while one was away is missed.
 */
export const useNotificationFeed = (): void => {
  const [{ data: unread }] = useUnreadNotificationsSubscription()
  const [{ data: added }] = useNotificationAddedSubscription()
  const rung = useRef<typeof added>(undefined)

  useEffect(() => {
    if (!unread) return
    useUnread.setState(({ changes }) => ({ count: unread.unreadNotifications.count, changes: changes + 1 }))
  }, [unread])
  useEffect(() => {
    if (!added || rung.current === added) return
    rung.current = added
    ringFor([added.notificationAdded.ticket?.id ?? null])
  }, [added])
}

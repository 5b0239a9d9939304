import { useEffect, useRef } from 'react'
import { playSoundFor } from '../sound/useMessageSound.ts'
import { useNotificationAddedSubscription, useUnreadNotificationsSubscription } from './notifications.generated.ts'
import { useUnread } from './unread.ts'
import { useWithdrawRead } from './useWithdrawRead.ts'

/**
 * Keeps the unread count up to date and plays a sound for new notifications. The subscription starts with the current count at every
 * (re)connect, so nothing is missed.
 */
export const useNotificationFeed = (): void => {
  const [{ data: unread }] = useUnreadNotificationsSubscription()
  const [{ data: added }] = useNotificationAddedSubscription()
  useWithdrawRead()
  const rung = useRef<typeof added>(undefined)

  useEffect(() => {
    if (!unread) return
    useUnread.setState(({ changes }) => ({ count: unread.unreadNotifications.count, changes: changes + 1 }))
  }, [unread])
  useEffect(() => {
    if (!added || rung.current === added) return
    rung.current = added
    playSoundFor([added.notificationAdded.ticket?.id ?? null])
  }, [added])
}

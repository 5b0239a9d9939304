import { useTranslations } from 'use-intl'
import { toast } from '../ui/toasts.tsx'
import { useMarkNotificationsReadMutation } from './notifications.generated.ts'

/** Marks these notifications, or all (null), as read on all of the user's devices. */
export const useMarkRead = (): ((ids: string[] | null) => void) => {
  const t = useTranslations('notifications')
  const [, mark] = useMarkNotificationsReadMutation()
  return (ids) =>
    void mark({ input: { ids } }).then(({ data }) => {
      if (!data?.markNotificationsRead.ok) toast(t('notMarked'), { tone: 'problem' })
    })
}

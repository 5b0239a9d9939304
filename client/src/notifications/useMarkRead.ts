import { useTranslations } from 'use-intl'
import { toast } from '../ui/toasts.tsx'
import { useMarkNotificationsReadMutation } from './notifications.generated.ts'

/** Marks notifications as read, these or (null) all; every screen of the person's hears of it. */
export const useMarkRead = (): ((ids: string[] | null) => void) => {
  const t = useTranslations('notifications')
  const [, mark] = useMarkNotificationsReadMutation()
  return (ids) =>
    void mark({ input: { ids } }).then(({ data }) => {
      if (!data?.markNotificationsRead.ok) toast(t('notMarked'), { tone: 'problem' })
    })
}

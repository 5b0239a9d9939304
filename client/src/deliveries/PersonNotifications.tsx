import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { fullTime } from '../lib/time.ts'
import { BaseDialog } from '../ui/BaseDialog.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { useNotificationsOfQuery } from './deliveries.generated.ts'
import { DeliveryList } from './DeliveryList.tsx'

type Props = { person: { id: string; name: string } }

/** For admins: opens what somebody was notified of, and why each was sent or not. */
export const PersonNotifications = ({ person }: Props) => {
  const t = useTranslations('deliveries')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('showNotificationsOf')}</Button>
      {isOpen && <NotificationsDialog person={person} onClose={() => setOpen(false)} />}
    </>
  )
}

const NotificationsDialog = ({ person, onClose }: Props & { onClose: () => void }) => {
  const t = useTranslations('deliveries')
  const [{ data, error }, load] = useNotificationsOfQuery({
    variables: { userId: person.id },
    requestPolicy: 'network-only',
  })
  const notifications = data?.notificationsOf
  return (
    <BaseDialog title={`${t('notificationsOf')}: ${person.name}`} isOpen wide onClose={onClose}>
      <div className="flex flex-col gap-3">
        <p className="text-sm text-muted">{t('notificationsHint')}</p>
        {notifications && notifications.length > 0 ? (
          <ul className="flex flex-col rounded-md border border-line">
            {notifications.map(({ id, kind, createdAt, readAt, ticket, deliveries }) => (
              <li key={id} className="flex flex-col gap-2 border-b border-line p-3 last:border-0">
                <p className="flex flex-wrap items-baseline gap-x-2">
                  <span className="font-medium">{t('kind', { kind })}</span>
                  {ticket && (
                    <span dir="auto" className="min-w-0 text-sm wrap-anywhere text-muted">
                      {ticket.number} · {ticket.subject}
                    </span>
                  )}
                </p>
                <p className="text-xs text-muted">
                  {fullTime(createdAt)} · {readAt ? t('read', { time: fullTime(readAt) }) : t('unread')}
                </p>
                <DeliveryList deliveries={deliveries} />
              </li>
            ))}
          </ul>
        ) : notifications ? (
          <p className="rounded-md border border-line p-6 text-center text-muted">{t('noNotifications')}</p>
        ) : error ? (
          <ErrorPanel message={t('whyFailed')} requestId={requestId(error)} onRetry={() => load()} />
        ) : (
          <SkeletonRows rows={3} />
        )}
      </div>
    </BaseDialog>
  )
}

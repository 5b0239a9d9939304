import { useTranslations } from 'use-intl'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { useNotificationDeliveriesQuery } from './deliveries.generated.ts'
import { DeliveryList } from './DeliveryList.tsx'

/** Why the viewer got one of their notifications, or did not, channel by channel. */
export const Why = ({ notificationId }: { notificationId: string }) => {
  const t = useTranslations('deliveries')
  const [{ data, error }] = useNotificationDeliveriesQuery({
    variables: { id: notificationId },
    requestPolicy: 'network-only',
  })
  const node = data?.node
  if (node && 'deliveries' in node) return <DeliveryList deliveries={node.deliveries} />
  return error || data ? <p className="text-sm text-muted">{t('whyFailed')}</p> : <SkeletonRows rows={2} />
}

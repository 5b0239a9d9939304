import { BellOff, CheckCheck } from 'lucide-react'
import { GridList, Heading } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { useNow } from '../lib/useNow.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { NotificationRow } from './NotificationRow.tsx'
import type { NotificationFieldsFragment } from './notifications.generated.ts'
import { useMarkRead } from './useMarkRead.ts'
import { useNotifications } from './useNotifications.ts'

/** The viewer's notifications: unread first, newest first. */
export const NotificationPanel = ({ onOpen }: { onOpen: (notification: NotificationFieldsFragment) => void }) => {
  const t = useTranslations('notifications')
  const now = useNow()
  const { unread, earlier, isLoading, error, retry, more } = useNotifications()
  const mark = useMarkRead()
  const all = [...unread, ...earlier]
  const open = (id: string) => {
    const chosen = all.find((one) => one.id === id)
    if (!chosen) return
    if (!chosen.readAt) mark([id])
    onOpen(chosen)
  }
  // Separate lists: axe reports a header within a list as text outside a row.
  const section = (label: string, notifications: NotificationFieldsFragment[], isFirst: boolean) =>
    notifications.length > 0 && (
      <>
        <h3 className="px-2 pt-2 pb-1 text-xs font-medium text-muted">{label}</h3>
        <GridList
          aria-label={label}
          autoFocus={isFirst && 'first'}
          onAction={(id) => open(String(id))}
          className="flex flex-col outline-none"
        >
          {notifications.map((one) => (
            <NotificationRow key={one.id} notification={one} now={now} onRead={() => mark([one.id])} />
          ))}
        </GridList>
      </>
    )

  return (
    <div className="flex max-h-[min(36rem,80dvh)] w-[min(26rem,calc(100vw-2rem))] flex-col">
      <div className="flex min-h-11 items-center gap-2 border-b border-line ps-3 pe-2">
        <Heading level={2} slot="title" className="flex-1 font-semibold">
          {t('bell')}
        </Heading>
        {unread.length > 0 && (
          <Button size="sm" variant="quiet" onPress={() => mark(null)}>
            <CheckCheck aria-hidden className="size-3.5" />
            {t('markAll')}
          </Button>
        )}
      </div>
      <div className="min-h-24 flex-1 overflow-auto p-1">
        {error ? (
          <ErrorPanel message={t('failed')} requestId={requestId(error)} onRetry={retry} />
        ) : isLoading ? (
          <SkeletonRows rows={3} height={52} />
        ) : all.length === 0 ? (
          <EmptyState icon={BellOff}>{t('empty')}</EmptyState>
        ) : (
          <>
            {section(t('fresh'), unread, true)}
            {section(t('earlier'), earlier, unread.length === 0)}
          </>
        )}
        {more && (
          <div className="flex justify-center p-2">
            <Button size="sm" variant="quiet" onPress={more}>
              {t('more')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

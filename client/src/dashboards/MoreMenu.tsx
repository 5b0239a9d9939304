import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { RequestChatMenuItem } from '../requests/RequestChatMenuItem.tsx'
import { Badge } from '../ui/Badge.tsx'
import { MenuItem, MenuLine } from '../ui/Menu.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { TabMenuItems } from './TabMenuItems.tsx'
import type { Counts } from '../views/useCounts.ts'
import type { View } from '../views/views.ts'

/** On a phone: the views that the bottom bar has no room for, the tabs, and the account. */
export const MoreMenu = ({
  views,
  counts,
  onView,
  withRequest,
  trigger,
}: {
  views: View[]
  counts: Counts | undefined
  onView: (view: View) => void
  withRequest: boolean
  trigger: ReactElement
}) => {
  const t = useTranslations('tickets')
  const countOf = (view: View): number => (counts && view.count?.(counts)) ?? 0
  return (
    <AccountMenu trigger={trigger}>
      {views.map((view) => (
        <MenuItem
          key={view.id}
          onAction={() => onView(view)}
          textValue={t(`views.${view.id}`)}
          icon={<view.icon aria-hidden className="size-4 text-muted" />}
          count={<Badge count={countOf(view)} label={t('ticketsCounted', { count: countOf(view) })} />}
        >
          {t(`views.${view.id}`)}
        </MenuItem>
      ))}
      <TabMenuItems />
      {withRequest && <RequestChatMenuItem />}
      <MenuLine />
    </AccountMenu>
  )
}

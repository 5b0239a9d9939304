import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { MenuItem, MenuLine } from '../ui/Menu.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import type { View } from './views.ts'

/** On a phone: the views that the bottom bar has no room for, and the account. */
export const MoreMenu = ({
  views,
  onView,
  places,
  trigger,
}: {
  views: View[]
  onView: (view: View) => void
  places?: ReactNode
  trigger: ReactElement
}) => {
  const t = useTranslations('tickets')
  return (
    <AccountMenu trigger={trigger}>
      {views.map((view) => (
        <MenuItem
          key={view.id}
          onAction={() => onView(view)}
          textValue={t(`views.${view.id}`)}
          icon={<view.icon aria-hidden className="size-4 text-muted" />}
        >
          {t(`views.${view.id}`)}
        </MenuItem>
      ))}
      {places}
      <MenuLine />
    </AccountMenu>
  )
}

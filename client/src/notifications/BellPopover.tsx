import { useId, type RefObject } from 'react'
import { Popover } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { POPOVER } from '../ui/Popover.tsx'
import { NotificationPanel } from './NotificationPanel.tsx'
import type { NotificationFieldsFragment } from './notifications.generated.ts'

type Props = {
  bell: RefObject<HTMLButtonElement | null>
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onOpen: (notification: NotificationFieldsFragment) => void
}

/** The list of notifications below the bell. */
export const BellPopover = ({ bell, isOpen, onOpenChange, onOpen }: Props) => {
  const t = useTranslations('notifications')
  const labelId = useId()
  return (
    <Popover
      triggerRef={bell}
      placement="bottom start"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      aria-labelledby={labelId}
      className={POPOVER}
    >
      <span id={labelId} hidden>
        {t('bell')}
      </span>
      <NotificationPanel onOpen={onOpen} />
    </Popover>
  )
}

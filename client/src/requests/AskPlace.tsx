import { Handshake } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { MenuItem } from '../ui/Menu.tsx'
import { RailItem } from '../ui/RailItem.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { openAsking, useAsking } from './asking.ts'
import { usePendingCount } from './usePendingCount.ts'

/** In the rail of buyers and sellers: asking to join a ticket or for a live chat, and how much of it waits. */
export const AskPlace = ({ folded }: { folded: boolean }) => {
  const { viewer } = useViewer()
  return isStaff(viewer.role) ? null : <Place folded={folded} />
}

const Place = ({ folded }: { folded: boolean }) => {
  const t = useTranslations('requests')
  const isOpen = useAsking((state) => state.isOpen)
  return (
    <RailItem
      icon={Handshake}
      label={t('ask')}
      count={usePendingCount()}
      countLabel={t('waiting')}
      isCurrent={isOpen}
      folded={folded}
      onPress={openAsking}
    />
  )
}

/** The same in the menu that a phone has in place of the rail. */
export const AskMenuItem = () => {
  const t = useTranslations('requests')
  const { viewer } = useViewer()
  if (isStaff(viewer.role)) return null
  return (
    <MenuItem onAction={openAsking} textValue={t('ask')} icon={<Handshake aria-hidden className="size-4 text-muted" />}>
      {t('ask')}
    </MenuItem>
  )
}

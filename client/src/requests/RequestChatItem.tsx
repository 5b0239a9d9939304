import { Handshake } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { RailItem } from '../ui/RailItem.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { requestDialog } from './requestDialog.ts'
import { usePendingCount } from './usePendingCount.ts'

/** "Request a chat" in the rail of buyers and sellers, with the number of pending requests. */
export const RequestChatItem = ({ folded }: { folded: boolean }) => {
  const { viewer } = useViewer()
  return isStaff(viewer.role) ? null : <Item folded={folded} />
}

const Item = ({ folded }: { folded: boolean }) => {
  const t = useTranslations('requests')
  return (
    <RailItem
      icon={Handshake}
      label={t('ask')}
      count={usePendingCount()}
      countLabel={t('waiting')}
      isCurrent={requestDialog.useIsOpen()}
      folded={folded}
      onPress={requestDialog.open}
    />
  )
}

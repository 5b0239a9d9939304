import { Handshake } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { MenuItem } from '../ui/Menu.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { requestDialog } from './requestDialog.ts'

/** "Request a chat" as a menu item for phones, of buyers and sellers. */
export const RequestChatMenuItem = () => {
  const t = useTranslations('requests')
  const { viewer } = useViewer()
  if (isStaff(viewer.role)) return null
  return (
    <MenuItem
      onAction={requestDialog.open}
      textValue={t('ask')}
      icon={<Handshake aria-hidden className="size-4 text-muted" />}
    >
      {t('ask')}
    </MenuItem>
  )
}

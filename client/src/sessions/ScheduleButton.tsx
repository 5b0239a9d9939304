import { CalendarPlus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useShortcuts } from '../lib/shortcuts.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { openSessionDialog } from './sessionDialog.ts'

/** Staff: schedules a session in the open ticket; so does the key `m`. */
export const ScheduleButton = ({ ticketId }: { ticketId: string }) => {
  const t = useTranslations('sessions')
  const open = () => openSessionDialog({ kind: 'schedule', ticketId })
  useShortcuts({ m: open })
  return <IconButton icon={CalendarPlus} label={t('schedule')} keys="m" onPress={open} className="max-tablet:hidden" />
}

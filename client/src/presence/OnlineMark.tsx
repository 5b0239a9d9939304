import { Circle, CircleDot } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { usePresence } from './usePresence.ts'

/** Whether a participant is online, as icon and text; nothing until it is known. */
export const OnlineMark = ({ ticketId, userId }: { ticketId: string; userId: string }) => {
  const t = useTranslations('presence')
  const isOnline = usePresence(ticketId).some(({ user, online }) => user.id === userId && online)
  const Icon = isOnline ? CircleDot : Circle
  return (
    <span className={classes('inline-flex items-center gap-1 text-xs', isOnline ? 'text-success' : 'text-muted')}>
      <Icon aria-hidden className="size-3 shrink-0" />
      {t(isOnline ? 'online' : 'offline')}
    </span>
  )
}

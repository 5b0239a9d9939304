import { Circle, CircleDot } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { usePresence } from './usePresence.ts'

/** Whether somebody of this ticket has the desk open, in an icon and a word; nothing until that is known. */
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

import { CalendarPlus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { Button } from '../ui/Button.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { openSessionDialog } from './sessionDialog.ts'
import { SessionCard } from './SessionCard.tsx'
import { useTicketSessionsQuery } from './sessions.generated.ts'

/** The sessions of a ticket, in its details. */
export const TicketSessions = ({ ticketId }: { ticketId: string }) => {
  const t = useTranslations('sessions')
  const { viewer } = useViewer()
  const [{ data }] = useTicketSessionsQuery({ variables: { ticketId } })
  const sessions = data?.ticket?.id === ticketId ? data.ticket.sessions : []
  return (
    <div className="flex flex-col gap-2">
      {sessions.length === 0 && <p className="text-sm text-muted">{t('none')}</p>}
      {sessions.map((session) => (
        <SessionCard key={session.id} session={session} ticketId={ticketId} />
      ))}
      {isStaff(viewer.role) && (
        <Button size="sm" className="self-start" onPress={() => openSessionDialog({ kind: 'schedule', ticketId })}>
          <CalendarPlus aria-hidden className="size-4" />
          {t('schedule')}
        </Button>
      )}
    </div>
  )
}

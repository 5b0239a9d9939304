import { CalendarPlus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { Button } from '../ui/Button.tsx'
import { LineSkeleton } from '../ui/Skeleton.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { openSessionDialog } from './sessionDialog.ts'
import { SessionCard } from './SessionCard.tsx'
import type { SessionFieldsFragment } from './sessions.generated.ts'

type Props = {
  ticketId: string
  /** Undefined until they are loaded. */
  sessions: readonly SessionFieldsFragment[] | undefined
}

/** The sessions of a ticket, in its details. */
export const TicketSessions = ({ ticketId, sessions }: Props) => {
  const t = useTranslations('sessions')
  const { viewer } = useViewer()
  if (!sessions) return <LineSkeleton />
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

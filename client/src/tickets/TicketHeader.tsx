import { ArrowLeft, PanelRight, Star } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { AlsoViewing } from '../presence/AlsoViewing.tsx'
import { ConfidentialMark } from '../privacy/Confidential.tsx'
import { ShareActions } from '../screenshare/ShareActions.tsx'
import { ScheduleButton } from '../sessions/ScheduleButton.tsx'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { ClaimButton } from './ClaimButton.tsx'
import { StatusLabel } from './labels.tsx'
import { useTicketDetailsQuery, type TicketDetailFragment } from './tickets.generated.ts'
import { ViewAsMenu } from './ViewAsMenu.tsx'
import { isDone, useTicketActions } from './useTicketActions.ts'

type Props = {
  ticketId: string
  /** Set on phones, where the conversation covers the list. */
  onBack?: () => void
  detailsOpen: boolean
  onToggleDetails: () => void
}

/** The header of the conversation: the ticket, its status, and the most common actions. */
export const TicketHeader = ({ ticketId, onBack, detailsOpen, onToggleDetails }: Props) => {
  const t = useTranslations('tickets')
  const [{ data }] = useTicketDetailsQuery({ variables: { id: ticketId } })
  const ticket = data?.ticket?.id === ticketId ? data.ticket : undefined
  const { viewer } = useViewer()
  // On a phone it is the only panel, so its heading is the page's.
  const Heading = onBack ? 'h1' : 'h2'
  return (
    <header className="@container flex h-12 shrink-0 items-center gap-2 border-b border-line px-3">
      {onBack && <IconButton icon={ArrowLeft} label={t('back')} keys="u" onPress={onBack} className="-ms-2" />}
      <div className="flex min-w-0 flex-1 items-baseline gap-2">
        <Heading dir="auto" className="truncate text-base font-semibold">
          {ticket?.subject ?? '\u00a0'}
        </Heading>
        {ticket && (
          // With the details open, the subject needs the space; the details and the list show the rest.
          <span className="hidden shrink-0 items-center gap-2 text-sm text-muted @2xl:flex">
            <span>{ticket.number}</span>
            <ConfidentialMark ticketId={ticketId} version={ticket.version} />
            <StatusLabel status={ticket.status} />
          </span>
        )}
      </div>
      {isStaff(viewer.role) && <AlsoViewing ticketId={ticketId} />}
      {ticket?.shopTakesPart && isStaff(viewer.role) && (
        <span className="max-tablet:hidden">
          <ViewAsMenu ticket={ticket} />
        </span>
      )}
      {ticket && isStaff(viewer.role) && <ScheduleButton ticketId={ticketId} />}
      {ticket && <ShareActions ticketId={ticketId} requester={ticket.requester} />}
      {ticket && <Actions ticket={ticket} />}
      <IconButton icon={PanelRight} label={t('details')} keys="." isSelected={detailsOpen} onPress={onToggleDetails} />
    </header>
  )
}

const Actions = ({ ticket }: { ticket: TicketDetailFragment }) => {
  const t = useTranslations('tickets')
  const { close, reopen, toggleStar } = useTicketActions(ticket)
  return (
    <>
      <IconButton
        icon={Star}
        label={ticket.isStarred ? t('unstar') : t('star')}
        keys="s"
        isSelected={ticket.isStarred}
        fill
        onPress={() => void toggleStar()}
      />
      <ClaimButton ticket={ticket} inHeader />
      {ticket.viewerCanClose && (
        <Button
          size="sm"
          onPress={() => void (isDone(ticket.status) ? reopen() : close())}
          className="max-tablet:hidden"
        >
          {isDone(ticket.status) ? t('reopenShort') : t('closeShort')}
        </Button>
      )}
    </>
  )
}

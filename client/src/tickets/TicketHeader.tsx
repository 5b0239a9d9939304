import { ArrowLeft, PanelRight, Star } from 'lucide-react'
import { memo, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { lazily } from '../lib/lazily.ts'
import { classes } from '../lib/classes.ts'
import { isStaff } from '../lib/roles.ts'
import { useShortcuts } from '../lib/shortcuts.ts'
import { useIsPhone } from '../lib/useMedia.ts'
import { AlsoViewing } from '../presence/AlsoViewing.tsx'
import { ConfidentialMark } from '../privacy/Confidential.tsx'
import { ShareActions } from '../screenshare/ShareActions.tsx'
import { ScheduleButton } from '../sessions/ScheduleButton.tsx'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { ClaimButton } from './ClaimButton.tsx'
import { useHandingOver } from './handOver.ts'
import { StatusLabel } from './labels.tsx'
import { startRenaming, useRenaming } from './renaming.ts'
import { TicketMenu } from './TicketMenu.tsx'
import type { TicketDetailFragment } from './tickets.generated.ts'
import { ViewAsMenu } from './ViewAsMenu.tsx'
import { isDone, useTicketActions } from './useTicketActions.ts'
import { useTicketDetail } from './useTicketDetail.ts'

const HandOver = lazily(() => import('./HandOver.tsx'), 'HandOver')
const RenameTicket = lazily(() => import('./RenameTicket.tsx'), 'RenameTicket')

type Props = {
  ticketId: string
  /** Set on phones, where the conversation covers the list. */
  onBack?: () => void
  detailsOpen: boolean
  onToggleDetails: () => void
}

/** The header of the conversation: the ticket, its status, and the most common actions. It does not change with the list. */
export const TicketHeader = memo((props: Props) => {
  const { ticket } = useTicketDetail(props.ticketId)
  return <Header ticket={ticket} {...props} />
})

type HeaderProps = Props & { ticket: TicketDetailFragment | undefined }

const Header = memo(({ ticket, ticketId, onBack, detailsOpen, onToggleDetails }: HeaderProps) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  // On a phone it is the only panel, so its heading is the page's.
  const Heading = onBack ? 'h1' : 'h2'
  const staff = isStaff(viewer.role)
  const isHandingOver = useHandingOver((state) => state.ticketId === ticketId)
  const isRenaming = useRenaming((state) => state.ticketId === ticketId)
  const rename = ticket?.viewerCanManage ? () => startRenaming(ticketId) : undefined
  useShortcuts(rename ? { F2: rename } : {})
  return (
    <header className="@container flex min-h-12 shrink-0 items-center gap-2 border-b border-line px-3">
      {onBack && <IconButton icon={ArrowLeft} label={t('back')} keys="u" onPress={onBack} className="-ms-2" />}
      <div className="min-w-0 flex-1">
        <Heading
          dir="auto"
          title={ticket?.subject}
          onClick={rename}
          className={classes(
            'truncate text-left text-base font-semibold [[dir=rtl]_&]:text-right',
            rename && 'cursor-text rounded-sm hover:bg-hover',
            isRenaming && 'sr-only',
          )}
        >
          {ticket?.subject ?? '\u00a0'}
        </Heading>
        <Suspense>{isRenaming && ticket && <RenameTicket key={ticketId} ticket={ticket} />}</Suspense>
        {ticket && (
          <div className="flex items-center gap-2 overflow-hidden text-xs text-muted">
            <span className="shrink-0">{ticket.number}</span>
            <ConfidentialMark ticketId={ticketId} />
            <StatusLabel status={ticket.status} />
          </div>
        )}
      </div>
      {staff && <AlsoViewing ticketId={ticketId} />}
      <div className="flex shrink-0 items-center gap-1">
        {ticket?.shopTakesPart && staff && (
          <span className="max-tablet:hidden">
            <ViewAsMenu ticket={ticket} />
          </span>
        )}
        {ticket && staff && <ScheduleButton ticketId={ticketId} />}
        {ticket && <ShareActions ticketId={ticketId} requester={ticket.requester} />}
        {ticket && <Actions ticket={ticket} />}
        <IconButton
          icon={PanelRight}
          label={t('details')}
          keys="."
          isSelected={detailsOpen}
          onPress={onToggleDetails}
        />
      </div>
      <Suspense>{ticket && isHandingOver && <HandOver ticket={ticket} />}</Suspense>
    </header>
  )
})

const Actions = ({ ticket }: { ticket: TicketDetailFragment }) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const isPhone = useIsPhone()
  const { resolve, reopen, toggleStar } = useTicketActions(ticket)
  const isOver = isDone(ticket.status)
  const mayResolve = ticket.viewerCanClose && !isPhone
  // One primary button: a ticket is claimed before it is resolved.
  const isNext = ticket.assignee !== null || !ticket.viewerCanClaim
  return (
    <>
      {!isPhone && (
        <IconButton
          icon={Star}
          label={ticket.isStarred ? t('unstar') : t('star')}
          keys="s"
          isSelected={ticket.isStarred}
          fill
          onPress={() => void toggleStar()}
        />
      )}
      <ClaimButton ticket={ticket} inHeader />
      {mayResolve && isOver && (
        <Button size="sm" onPress={() => void reopen()}>
          {t('reopenShort')}
        </Button>
      )}
      {mayResolve && !isOver && viewer.role !== 'BUYER' && (
        <Tooltip text={t('resolveHint')} keys="e">
          <Button size="sm" variant={isNext ? 'primary' : 'secondary'} onPress={() => void resolve()}>
            {t('resolve')}
          </Button>
        </Tooltip>
      )}
      <TicketMenu ticket={ticket} isPhone={isPhone} />
    </>
  )
}

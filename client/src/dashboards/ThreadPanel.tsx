import { SearchX } from 'lucide-react'
import { memo, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { lazily } from '../lib/lazily.ts'
import { Thread } from '../messages/Thread.tsx'
import { useForgetLog } from '../messages/useThreadLog.ts'
import type { FoundTicket } from '../tickets/knownTickets.ts'
import { PrivacyGate } from '../privacy/PrivacyGate.tsx'
import { useTicketPrivacy } from '../privacy/useTicketPrivacy.ts'
import { useScheduledMessageFeed } from '../scheduledMessages/useScheduledMessages.ts'
import { useWatched } from '../screenshare/watched.ts'
import { ClaimButton } from '../tickets/ClaimButton.tsx'
import { TicketHeader } from '../tickets/TicketHeader.tsx'
import { useTicketDetailsQuery } from '../tickets/tickets.generated.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'

const DockedShare = lazily(() => import('../screenshare/DockedShare.tsx'), 'DockedShare')

type Props = {
  found: FoundTicket
  /** Only where the conversation covers the list. */
  onBack?: () => void
  onLeave: () => void
  detailsOpen: boolean
  onToggleDetails: () => void
}

/** The third panel: the open ticket's header and conversation. */
export const ThreadPanel = ({ found, onBack, onLeave, detailsOpen, onToggleDetails }: Props) => {
  const t = useTranslations('dashboards')
  const watched = useWatched(({ share }) => share)
  useScheduledMessageFeed()
  if (found.isMissing) {
    return (
      <EmptyState icon={SearchX} action={<Button onPress={onLeave}>{t('toList')}</Button>}>
        {/* Where the conversation covers the list, no other heading is left. */}
        {onBack ? (
          <span role="heading" aria-level={1}>
            {t('ticketMissing')}
          </span>
        ) : (
          t('ticketMissing')
        )}
      </EmptyState>
    )
  }
  if (found.error)
    return <ErrorPanel message={t('ticketFailed')} requestId={requestId(found.error)} onRetry={found.retry} />
  if (!found.id) return null
  return (
    <div data-open-ticket className="flex h-full min-h-0 flex-col">
      <TicketHeader ticketId={found.id} onBack={onBack} detailsOpen={detailsOpen} onToggleDetails={onToggleDetails} />
      <Suspense>{watched?.ticket.id === found.id && <DockedShare share={watched} />}</Suspense>
      <div className="min-h-0 flex-1">
        <GatedThread key={found.id} ticketId={found.id} />
      </div>
    </div>
  )
}

/** The conversation, unless it is a private one that has to be claimed first. It does not change with the list. */
const GatedThread = memo(({ ticketId }: { ticketId: string }) => {
  const [{ data }] = useTicketDetailsQuery({ variables: { id: ticketId } })
  const ticket = data?.ticket?.id === ticketId ? data.ticket : undefined
  const privacy = useTicketPrivacy(ticketId, ticket?.version)?.privacy
  useForgetLog(ticketId, privacy?.isReadable === false)
  return (
    <PrivacyGate privacy={privacy} action={ticket && <ClaimButton ticket={ticket} />}>
      <Thread ticketId={ticketId} />
    </PrivacyGate>
  )
})

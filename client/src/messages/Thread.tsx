import { MessageCircle, SearchX } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { DROP_AREA } from '../attachments/DropZone.tsx'
import { errorCode, requestId } from '../graphql/errors.ts'
import { isStaff } from '../lib/roles.ts'
import { useBackOnline } from '../lib/useOnline.ts'
import { TypingLine } from '../presence/TypingLine.tsx'
import { useTicketPrivacy } from '../privacy/useTicketPrivacy.ts'
import { RatingPrompt } from '../ratings/RatingPrompt.tsx'
import { ScheduledMessages } from '../scheduledMessages/ScheduledMessages.tsx'
import { useViewedSide, type ViewedSide } from '../tickets/viewAs.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { toast } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { Composer } from './Composer.tsx'
import { MessageList } from './MessageList.tsx'
import { useThreadTicketQuery } from './messages.generated.ts'
import type { OutboxItem } from './outboxStore.ts'
import { ThreadSkeleton } from './ThreadSkeleton.tsx'
import { ThreadTicketContext, useThreadTicket } from './threadTicket.ts'
import { useAudienceName } from './useAudienceName.ts'
import { useAttention } from './useAttention.ts'
import { useEchoes } from './useEchoes.ts'
import { useInFront } from '../sound/useMessageSound.ts'
import { useLinkedMessage } from './useLinkedMessage.ts'
import { useOpeningPosition } from './useOpeningPosition.ts'
import { useReadReceipts } from './useReadReceipts.ts'
import { useReadTracking } from './useReadTracking.ts'
import { useThreadLog } from './useThreadLog.ts'
import { useUnreadDivider } from './useUnreadDivider.ts'
import { useWantedMessage } from './useWantedMessage.ts'
import { NoComposer, ViewedAs } from './ViewedAs.tsx'

type Props = {
  /** The ticket's opaque id. */
  ticketId: string
}

const NONE: readonly OutboxItem[] = []
const AT_END = { kind: 'end' } as const

/** A ticket's live conversation with its composer. */
export const Thread = ({ ticketId }: Props) => {
  const side = useViewedSide(ticketId)
  const [{ data }] = useThreadTicketQuery({ variables: { ticketId } })
  const ticket = data?.ticket?.id === ticketId ? data.ticket : undefined
  return (
    <ThreadTicketContext value={ticket}>
      {/* Another ticket is another thread, without state of the last one; and so is that of another side. */}
      <OneThread key={`${ticketId} ${side ?? ''}`} ticketId={ticketId} side={side} />
    </ThreadTicketContext>
  )
}

const OneThread = ({ ticketId, side }: Props & { side: ViewedSide | null }) => {
  const t = useTranslations('messages')
  const { viewer } = useViewer()
  const isReadOnly = Boolean(useTicketPrivacy(ticketId)?.privacy?.emergencyAccess)
  const { log, state } = useThreadLog(ticketId, side)
  const ticket = useThreadTicket()
  const audienceName = useAudienceName()
  const items = useEchoes(ticketId, log, state.entries)
  const linked = useLinkedMessage()
  const [wanted, showMessage] = useWantedMessage(linked)
  // Whoever looks as somebody else has read nothing.
  const isAttentive = useAttention() && side === null
  // Also what the viewer has written or read in another tab is read here.
  const readSeq = side === null ? ticket?.viewerReadSeq : undefined
  useEffect(() => {
    if (readSeq !== undefined) log.markedRead(readSeq)
  }, [log, readSeq])
  const [seen, setSeen] = useState(0)

  const notFound = useCallback(() => toast(t('notFound'), { tone: 'problem' }), [t])
  const position = useOpeningPosition(log, state.status, viewer.id, wanted, notFound)
  const divider = useUnreadDivider(state, position, viewer.id, isAttentive)
  useReadTracking({ log, ticketId, seq: seen, readSeq: state.readSeq, isAttentive })
  useReadReceipts(log, state, viewer.id, isAttentive)
  useInFront(ticketId, isAttentive)
  // Offline, the user can still write and see unsent messages.
  const isUnreachable = state.status === 'failed' && errorCode(state.error) === 'NETWORK'
  const reload = () => void log.reload()
  useBackOnline(isUnreachable ? reload : undefined)

  if (state.status === 'missing') return <EmptyState icon={SearchX}>{t('missing')}</EmptyState>
  const failed = <ErrorPanel message={t('failed')} requestId={requestId(state.error)} onRetry={reload} />
  if (state.status === 'failed' && !isUnreachable) return failed
  const unsent = side ? NONE : items
  const isEmpty = state.entries.length === 0 && unsent.length === 0
  const shownAt = isUnreachable ? AT_END : position
  return (
    <div {...{ [DROP_AREA]: '' }} className="relative flex h-full min-h-0 flex-col">
      {side && <ViewedAs side={side} />}
      {!shownAt ? (
        <ThreadSkeleton />
      ) : isEmpty ? (
        <div className="min-h-0 flex-1">
          {isUnreachable ? failed : <EmptyState icon={MessageCircle}>{t('empty')}</EmptyState>}
        </div>
      ) : (
        <MessageList
          log={log}
          ticketId={ticketId}
          state={state}
          items={unsent}
          side={side}
          position={shownAt}
          onShow={showMessage}
          divider={divider}
          onSeen={setSeen}
        />
      )}
      <TypingLine ticketId={ticketId} />
      {!side && <ScheduledMessages ticketId={ticketId} lastSeq={ticket?.lastSeq} audienceName={audienceName} />}
      {!isStaff(viewer.role) && <RatingPrompt ticketId={ticketId} />}
      {side ? (
        <NoComposer side={side} />
      ) : isReadOnly ? null : ticket?.viewerCanReply === false ? (
        <p className="border-t border-line p-4 text-center text-sm text-muted">{t('cannotReply')}</p>
      ) : (
        <Composer ticketId={ticketId} seen={seen} />
      )}
    </div>
  )
}

import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useViewer } from '../viewer/useViewer.ts'
import { DaySection } from './DaySection.tsx'
import { concernsBuyer, fold } from './folding.ts'
import { JumpPill } from './JumpPill.tsx'
import { LogStart } from './LogStart.tsx'
import type { ViewedSide } from '../tickets/viewAs.ts'
import type { OutboxItem } from './outboxStore.ts'
import { layOut } from './rows.ts'
import { isFromOther, markedMessages, sourcesOf } from './sources.ts'
import { ThreadContext } from './ThreadContext.ts'
import type { LogState, ThreadLog } from './threadLog.ts'
import { useAnnouncements } from './useAnnouncements.ts'
import type { OpeningPosition } from './useOpeningPosition.ts'
import { useThreadTicket } from './threadTicket.ts'
import { useAudienceName } from './useAudienceName.ts'
import { useMessageActions } from './useMessageActions.tsx'
import { useReadingPosition } from './useReadingPosition.ts'

type Props = {
  log: ThreadLog
  state: LogState
  ticketId: string
  items: readonly OutboxItem[]
  position: OpeningPosition
  /** Scrolls to a message, and highlights it. */
  onShow: (messageId: string) => void
  divider: number | null
  /** The side as which staff view it. */
  side: ViewedSide | null
  /** The highest seq that has been in sight. */
  onSeen: (seq: number) => void
}

/** The conversation: messages and events, in order, by day. */
export const MessageList = ({ log, ticketId, state, items, position, onShow, divider, side, onSeen }: Props) => {
  const t = useTranslations('messages')
  const { viewer } = useViewer()
  const requesterId = useThreadTicket()?.requester.id
  // As the requester, the requester's messages are one's own; a shop has several people.
  const readerId = side === 'REQUESTER' ? (requesterId ?? '') : side === 'SHOP' ? '' : viewer.id
  const { range, seen, scroll, showEnd } = useReadingPosition({ log, state, items, position, onSeen })
  const { boxRef, contentRef, atEnd, keepPosition } = scroll
  const actions = useMessageActions(ticketId, log, keepPosition)
  const { openMenu, openReactions, react, editing } = actions

  const audienceName = useAudienceName()
  const announcement = useAnnouncements(state.entries, readerId, audienceName)
  const isBuyer = side ? side === 'REQUESTER' : viewer.role === 'BUYER'
  const entries = isBuyer ? range.entries.filter(concernsBuyer) : range.entries
  const sources = fold(sourcesOf(entries, range.endIsMounted ? items : [], readerId))
  const days = layOut(sources, divider)
  const { newest, newestRead } = markedMessages(state.entries, readerId)
  const tabStop = sources.findLast(({ kind }) => kind === 'message')?.key
  const unseen = atEnd ? 0 : state.entries.filter((entry) => entry.seq > seen && isFromOther(entry, readerId)).length
  const thread = useMemo(
    () => ({
      log,
      ticketId,
      viewerId: readerId,
      audienceName,
      isReadOnly: side !== null,
      keepPosition,
      editing,
      showMessage: onShow,
      react,
      openReactions,
      openMenu,
    }),
    [log, ticketId, readerId, audienceName, side, keepPosition, editing, onShow, react, openReactions, openMenu],
  )

  return (
    <ThreadContext value={thread}>
      <div className="relative min-h-0 flex-1">
        <div
          ref={boxRef}
          role="log"
          aria-label={t('log')}
          // Announced below instead, so that loaded pages and remounted rows are not announced.
          aria-live="off"
          tabIndex={0}
          className="absolute inset-0 [container-type:size] overflow-x-hidden overflow-y-auto overscroll-contain inset-ring-focus [overflow-anchor:none]"
        >
          <div
            ref={contentRef}
            className="mx-auto flex min-h-full max-w-[47.5rem] flex-col justify-end px-3 pt-2 pb-3 tablet:px-5"
          >
            <LogStart state={state} onRetry={() => void (state.status === 'failed' ? log.reload() : log.loadOlder())} />
            {days.map((day) => (
              <DaySection
                key={day.key}
                day={day}
                highlight={position.kind === 'message' ? position.key : undefined}
                newestOwn={newest?.seq}
                newestRead={newestRead?.seq}
                tabStop={tabStop}
              />
            ))}
          </div>
        </div>
        {!atEnd && <JumpPill unseen={unseen} onJump={showEnd} />}
        <div aria-live="polite" className="sr-only">
          {announcement}
        </div>
        {actions.dialogs}
      </div>
    </ThreadContext>
  )
}

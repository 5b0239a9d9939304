import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { ThreadRating } from '../ratings/ThreadRating.tsx'
import { ThreadSession } from '../sessions/ThreadSession.tsx'
import { FoldedLines } from './FoldedLines.tsx'
import { HistoryLine } from './HistoryLine.tsx'
import { LoggedMessage } from './LoggedMessage.tsx'
import type { ThreadSource } from './sources.ts'
import { useThread } from './ThreadContext.ts'
import type { Entry } from './threadLog.ts'
import { UnsentMessage } from './UnsentMessage.tsx'
import { ROW_KEY } from './useScrollAnchor.ts'

type Props = {
  source: ThreadSource
  first: boolean
  last: boolean
  startsUnread: boolean
  isHighlighted: boolean
  isTabStop: boolean
  /** Shows that it was sent or read. */
  mark: 'sent' | 'read' | undefined
}

/** One row of a conversation; what it shows stays the same element from the outbox to the log. */
export const ThreadRow = memo(({ source, first, last, startsUnread, isHighlighted, isTabStop, mark }: Props) => (
  <>
    {startsUnread && <UnreadLine />}
    <div
      {...{ [ROW_KEY]: source.key }}
      data-seq={source.seq ?? undefined}
      aria-current={isHighlighted || undefined}
      className={classes('group/row', last ? 'pb-2' : 'pb-0.5')}
    >
      {source.kind === 'fact' && <Fact entry={source.entry} />}
      {source.kind === 'fold' && <FoldedLines entries={source.entries} />}
      {source.kind === 'message' && (
        <LoggedMessage entry={source.entry} first={first} mark={mark} isTabStop={isTabStop} />
      )}
      {source.kind === 'unsent' && <UnsentMessage item={source.item} first={first} />}
    </div>
  </>
))
ThreadRow.displayName = 'ThreadRow'

/** A line; under that of a new session, the session itself. */
const Fact = ({ entry }: { entry: Entry }) => {
  const { ticketId } = useThread()
  return (
    <>
      <HistoryLine entry={entry} />
      {entry.__typename === 'SessionEntry' && entry.sessionChange === 'SCHEDULED' && (
        <ThreadSession ticketId={ticketId} logged={entry.session} />
      )}
      {entry.__typename === 'RatingEntry' && entry.isCommented && entry.rating?.comment && (
        <ThreadRating comment={entry.rating.comment} />
      )}
    </>
  )
}

const UnreadLine = () => {
  const t = useTranslations('messages')
  return (
    <div role="separator" className="my-2 flex items-center gap-2 text-xs font-semibold text-unread">
      <span aria-hidden className="h-px flex-1 bg-unread" />
      {t('new')}
      <span aria-hidden className="h-px flex-1 bg-unread" />
    </div>
  )
}

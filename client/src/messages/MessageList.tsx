import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useShortcuts } from '../lib/shortcuts.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { DaySection } from './DaySection.tsx'
import { DeleteMessage } from './DeleteMessage.tsx'
import { onJumpToEnd } from './jump.ts'
import { JumpPill } from './JumpPill.tsx'
import { LogStart } from './LogStart.tsx'
import { MessageMenu } from './MessageMenu.tsx'
import type { OutboxItem } from './outboxStore.ts'
import { layOut } from './rows.ts'
import { isFromOther, markedMessages, sourcesOf, type MessageEntry } from './sources.ts'
import { ThreadContext } from './ThreadContext.ts'
import type { LogState, ThreadLog } from './threadLog.ts'
import { useAnnouncements } from './useAnnouncements.ts'
import { useMountedRange } from './useMountedRange.ts'
import { useEditing } from './useDraft.ts'
import type { OpeningPosition } from './useOpeningPosition.ts'
import { lastSeqInSight, useScrollAnchor } from './useScrollAnchor.ts'

type Props = {
  log: ThreadLog
  state: LogState
  ticketId: string
  items: readonly OutboxItem[]
  position: OpeningPosition
  divider: number | null
  /** The highest seq that has been in sight. */
  onSeen: (seq: number) => void
}

/** The conversation: what was said and what happened, in order, by day. */
export const MessageList = ({ log, ticketId, state, items, position, divider, onSeen }: Props) => {
  const t = useTranslations('messages')
  const { viewer } = useViewer()
  const [seen, setSeen] = useState(state.readSeq)
  const [isFollowing, setFollowing] = useState(position.kind === 'end')
  const range = useMountedRange(log, state.entries, position, isFollowing)
  const { fill, showAround, showEnd: mountEnd } = range
  const [menu, setMenu] = useState<{ entry: MessageEntry; button: HTMLElement } | null>(null)
  const [deleting, setDeleting] = useState<MessageEntry | null>(null)
  const editing = useEditing()

  const onMove = useCallback(
    (box: HTMLElement) => {
      const seq = lastSeqInSight(box)
      setSeen((before) => Math.max(before, seq))
      fill(box)
    },
    [fill],
  )
  const { boxRef, contentRef, atEnd, scrollToEnd, scrollToRow, keepPosition } = useScrollAnchor({
    startsAtEnd: position.kind === 'end',
    endIsMounted: range.endIsMounted,
    onMove,
  })
  useEffect(() => setFollowing(atEnd), [atEnd])
  useEffect(() => onSeen(seen), [onSeen, seen])

  const showEnd = useCallback(() => {
    mountEnd()
    scrollToEnd()
  }, [mountEnd, scrollToEnd])
  useOpening(position, showAround, scrollToRow)
  useOwnMessages(items, showEnd)
  useShortcuts({ 'Alt+ArrowDown': showEnd })
  useEffect(() => onJumpToEnd(showEnd), [showEnd])

  const announcement = useAnnouncements(state.entries, viewer.id)
  const sources = sourcesOf(range.entries, range.endIsMounted ? items : [], viewer.id)
  const days = layOut(sources, divider)
  const { newest, newestRead } = markedMessages(state.entries, viewer.id)
  const tabStop = sources.findLast(({ kind }) => kind === 'message')?.key
  const unseen = atEnd ? 0 : state.entries.filter((entry) => entry.seq > seen && isFromOther(entry, viewer.id)).length

  const thread = useMemo(
    () => ({
      log,
      ticketId,
      viewerId: viewer.id,
      keepPosition,
      editing,
      openMenu: (entry: MessageEntry, button: HTMLElement) => setMenu({ entry, button }),
    }),
    [log, ticketId, viewer.id, keepPosition, editing],
  )

  return (
    <ThreadContext value={thread}>
      <div className="relative min-h-0 flex-1">
        <div
          ref={boxRef}
          role="log"
          aria-label={t('log')}
          // Announced below instead: pages that load and rows that remount are not news.
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
        {menu && (
          <MessageMenu
            key={menu.entry.id}
            {...menu}
            onClose={() => setMenu(null)}
            onDelete={() => setDeleting(menu.entry)}
            onEdit={() => {
              keepPosition()
              editing.start(menu.entry.message.id)
            }}
          />
        )}
        {deleting && <DeleteMessage entry={deleting} onClose={() => setDeleting(null)} />}
      </div>
    </ThreadContext>
  )
}

/** Opens at the place, once it is in the document. */
const useOpening = (
  position: OpeningPosition,
  showAround: (seq: number) => void,
  scrollToRow: (key: string, share: number) => boolean,
) => {
  const opened = useRef<OpeningPosition | null>(null)
  const mounting = useRef<OpeningPosition | null>(null)
  useLayoutEffect(() => {
    if (position.kind === 'end' || opened.current === position) return
    const isThere = scrollToRow(position.key, position.kind === 'unread' ? 0.2 : 0.35)
    if (isThere || mounting.current === position) {
      opened.current = position
      return
    }
    mounting.current = position
    showAround(position.seq)
  })
}

/** One's own message is always shown: sending it goes to the end. */
const useOwnMessages = (items: readonly OutboxItem[], showEnd: () => void) => {
  const newest = items.at(-1)
  const shown = useRef(newest?.place ?? 0)
  useLayoutEffect(() => {
    if (!newest || newest.place <= shown.current) return
    shown.current = newest.place
    showEnd()
  }, [newest, showEnd])
}

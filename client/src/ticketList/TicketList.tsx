import { useVirtualizer } from '@tanstack/react-virtual'
import { Inbox, SearchX } from 'lucide-react'
import { useEffect, useRef, type ComponentType, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { useNow } from '../lib/useNow.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRow, SkeletonRows } from '../ui/Skeleton.tsx'
import { rememberTicket } from '../tickets/knownTickets.ts'
import type { TicketPager, PagerState } from './TicketPager.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'
import { TicketRow } from './TicketRow.tsx'
import { useActiveRow } from './useActiveRow.ts'
import { useLongPress } from './useLongPress.ts'
import { useRowSelection } from './useRowSelection.ts'

const ROW_PX = 76
const optionId = (index: number): string => `ticket-option-${index}`

type Props = {
  label: string
  pager: TicketPager
  list: PagerState
  /** The number of the ticket that is open. */
  openNumber: string | undefined
  onOpen: (number: string) => void
  isFiltered: boolean
  /** What else a row says of its ticket, before the snippet: that something unsent waits there. */
  Mark?: ComponentType<{ ticketId: string }>
  /** Whether rows can be chosen for a batch, for those who may. */
  canBatch?: boolean
  /** What to offer when the view is empty. */
  emptyAction?: ReactNode
}

/** The list: one tab stop, virtual rows, live. */
export const TicketList = ({
  label,
  pager,
  list,
  openNumber,
  onOpen,
  isFiltered,
  Mark,
  canBatch = true,
  emptyAction,
}: Props) => {
  const t = useTranslations('tickets')
  const now = useNow()
  const viewport = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: list.count,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })

  const pressed = useRef<TicketRowFragment | undefined>(undefined)
  const openTicket = (ticket: TicketRowFragment) => {
    rememberTicket(ticket)
    onOpen(ticket.number)
  }
  const open = (index: number) => {
    const ticket = list.row(index)
    if (ticket) openTicket(ticket)
  }
  const reveal = (index: number) => rows.scrollToIndex(index)
  const { active, setActive, leave, onFocus, onKeyDown } = useActiveRow({ list, openNumber, open, reveal })
  const { canSelect, selected, onSelect, onSelectKey } = useRowSelection(list, active, pager, canBatch)
  // A finger has no hover and no Ctrl: it rests on the first row to be chosen, and taps the others.
  const hold = useLongPress((ticket: TicketRowFragment) => onSelect(ticket, false))

  const shown = rows.getVirtualItems()
  const first = shown[0]?.index ?? 0
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => pager.show(first, last), [pager, first, last, list.count])
  const shownPager = useRef(pager)
  useEffect(() => {
    viewport.current?.scrollTo({ top: 0 })
    if (shownPager.current !== pager) leave()
    shownPager.current = pager
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- Only for another list.
  }, [pager])

  if (list.total === undefined) {
    if (!list.error) return <SkeletonRows rows={8} height={ROW_PX} />
    return <ErrorPanel message={t('loadFailed')} requestId={requestId(list.error)} onRetry={pager.retry} />
  }
  if (list.count === 0) {
    return (
      <EmptyState icon={isFiltered ? SearchX : Inbox} action={emptyAction}>
        {isFiltered ? t('emptySearch') : t('emptyView')}
      </EmptyState>
    )
  }
  return (
    <div
      ref={viewport}
      role="listbox"
      aria-label={label}
      aria-activedescendant={active >= 0 ? optionId(active) : undefined}
      tabIndex={0}
      onKeyDown={(event) => !onSelectKey(event) && onKeyDown(event)}
      aria-multiselectable={canSelect || undefined}
      onFocus={onFocus}
      data-ticket-list
      className="inset-ring-focus h-full overflow-auto overscroll-contain"
    >
      <div role="presentation" className="relative" style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const ticket = list.row(index)
          return (
            // The listbox itself takes the keys; a row is only pointed at.
            <div
              key={index}
              id={optionId(index)}
              role="option"
              aria-selected={
                ticket !== undefined && (selected.size > 0 ? selected.has(ticket.id) : ticket.number === openNumber)
              }
              aria-setsize={list.total}
              aria-posinset={index + 1}
              aria-label={ticket ? undefined : '…'}
              onPointerDown={(event) => {
                pressed.current = ticket
                hold.start(event, canSelect ? ticket : undefined)
              }}
              onPointerMove={hold.move}
              onPointerUp={hold.end}
              onPointerCancel={hold.end}
              onContextMenu={(event) => hold.isHolding() && event.preventDefault()}
              onClick={(event) => {
                // A row that arrived since the press has moved another ticket under the pointer: the one pressed is meant.
                const meant = pressed.current ?? ticket
                pressed.current = undefined
                if (hold.wasHeld()) return undefined
                if (meant && meant.id !== ticket?.id) return openTicket(meant)
                setActive(index)
                const byTouch = (event.nativeEvent as globalThis.PointerEvent).pointerType === 'touch'
                if (canSelect && ticket && byTouch && selected.size > 0) return onSelect(ticket, false)
                if (canSelect && ticket && (event.shiftKey || event.metaKey || event.ctrlKey)) {
                  return onSelect(ticket, event.shiftKey)
                }
                open(index)
              }}
              className="absolute inset-x-0 top-0 h-19 cursor-pointer"
              style={{ transform: `translateY(${start}px)` }}
            >
              {ticket ? (
                <TicketRow
                  ticket={ticket}
                  isOpen={ticket.number === openNumber}
                  isActive={index === active}
                  now={now}
                  Mark={Mark}
                  onSelect={canSelect ? onSelect : undefined}
                  isSelected={selected.has(ticket.id)}
                  isSelecting={selected.size > 0}
                />
              ) : (
                <SkeletonRow height={ROW_PX} />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

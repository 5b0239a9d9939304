import { CheckCheck, Inbox, SearchX } from 'lucide-react'
import { useEffect, useRef, type ComponentType, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { usePagedRows } from '../graphql/usePagedRows.ts'
import { rowKeys } from '../lib/rowKeys.ts'
import { useNow } from '../lib/useNow.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRow, SkeletonRows } from '../ui/Skeleton.tsx'
import { rememberTicket } from '../tickets/knownTickets.ts'
import type { TicketPages, TicketPager } from './useTicketPages.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'
import { TicketRow } from './TicketRow.tsx'
import { noteOpened, useActiveRow } from './useActiveRow.ts'
import { useRowPress } from './useRowPress.ts'
import { useRowSelection } from './useRowSelection.ts'

const ROW_PX = 76
const optionId = (index: number): string => `ticket-option-${index}`

type Props = {
  label: string
  pager: TicketPager
  list: TicketPages
  /** The number of the ticket that is open. */
  openNumber: string | undefined
  onOpen: (number: string) => void
  isFiltered: boolean
  /** Whether an empty list means that the work is done. */
  isCaughtUp?: boolean
  /** Shown in a row before the snippet: that it has an unsent draft. */
  Mark?: ComponentType<{ ticketId: string; isOpen: boolean }>
  /** Whether staff can select rows for a bulk edit. */
  canBatch?: boolean
  /** Replaces what is shown when the view is empty. */
  empty?: ReactNode
  /** The action offered when the view is empty. */
  emptyAction?: ReactNode
}

/** The list of tickets: one tab stop, virtual rows, live. */
export const TicketList = (props: Props) => {
  const { label, pager, list, openNumber, onOpen, Mark, canBatch = true } = props
  const now = useNow()
  const { viewport, shown, height, reveal } = usePagedRows(pager, list.count, ROW_PX)
  const openTicket = (ticket: TicketRowFragment) => {
    rememberTicket(ticket)
    noteOpened(ticket.number)
    onOpen(ticket.number)
  }
  const open = (index: number) => {
    const ticket = list.row(index)
    if (ticket) openTicket(ticket)
  }
  const { active, setActive, leave, onFocus, onKeyDown } = useActiveRow({ list, openNumber, open, reveal })
  const { canSelect, selected, onSelect, onSelectKey } = useRowSelection(list, active, pager, canBatch)
  const isSelecting = selected.size > 0
  const handlersOf = useRowPress({ canSelect, isSelecting, onSelect, setActive, onOpen: openTicket })
  const shownPager = useRef(pager)
  useEffect(() => {
    if (shownPager.current !== pager) leave()
    shownPager.current = pager
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- Only for another list.
  }, [pager])

  if (list.count === 0) return <NoRows {...props} />
  const keyOf = rowKeys()
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
      <div role="presentation" className="relative" style={{ height }}>
        {shown.map(({ index, start }) => {
          const ticket = list.row(index)
          const isOpen = ticket?.number === openNumber
          return (
            // The listbox handles the keys.
            <div
              key={keyOf(ticket?.id, index)}
              id={optionId(index)}
              role="option"
              aria-selected={ticket !== undefined && (isSelecting ? selected.has(ticket.id) : isOpen)}
              aria-setsize={list.total}
              aria-posinset={index + 1}
              aria-label={ticket ? undefined : '…'}
              {...handlersOf(index, ticket)}
              className="absolute inset-x-0 top-0 h-19 cursor-pointer"
              style={{ transform: `translateY(${start}px)` }}
            >
              {ticket ? (
                <TicketRow
                  ticket={ticket}
                  isOpen={isOpen}
                  isActive={index === active}
                  now={now}
                  Mark={Mark}
                  onSelect={canSelect ? onSelect : undefined}
                  isSelected={selected.has(ticket.id)}
                  isSelecting={isSelecting}
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

/** Shown instead of rows: that the list is loading, has failed, or is empty. */
const NoRows = ({ list, pager, isFiltered, isCaughtUp, empty, emptyAction }: Props) => {
  const t = useTranslations('tickets')
  if (list.total === undefined) {
    if (!list.error) return <SkeletonRows rows={8} height={ROW_PX} />
    return <ErrorPanel message={t('loadFailed')} requestId={requestId(list.error)} onRetry={pager.retry} />
  }
  if (empty && !isFiltered) return empty
  return (
    <EmptyState icon={isFiltered ? SearchX : isCaughtUp ? CheckCheck : Inbox} action={emptyAction}>
      {isFiltered ? t('emptySearch') : isCaughtUp ? t('caughtUp') : t('emptyView')}
    </EmptyState>
  )
}

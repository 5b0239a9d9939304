import { useEffect, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { onListKey } from '../lib/listKeys.ts'
import { rowKeys } from '../lib/rowKeys.ts'
import { useNow } from '../lib/useNow.ts'
import { usePressedRow } from '../lib/usePressedRow.ts'
import { focusList, useListCommands } from '../tickets/listCommands.ts'
import { hitId, inOrder, type TicketHits } from './groups.ts'
import { HitRow } from './HitRow.tsx'
import type { HitFragment } from './search.generated.ts'
import { TicketHeading } from './TicketHeading.tsx'
import { useActiveHit } from './useActiveHit.ts'

const PAGE_ROWS = 8
const optionId = (index: number): string => `hit-${index}`

type Props = {
  groups: readonly TicketHits[]
  isStale: boolean
  onOpen: (hit: HitFragment) => void
  openNumber: string | undefined
  openMessage: string | undefined
  takesFocus: boolean
  onFocused: () => void
  /** The cursor is on the last row. */
  onEnd: () => void
  /** Shown below the list. */
  children: ReactNode
}

/** The results as one tab stop: arrows and `j`, `k` move from hit to hit, Enter opens, Escape returns to the field. */
export const HitList = ({ groups, isStale, onOpen, openNumber, openMessage, children, ...props }: Props) => {
  const t = useTranslations('search')
  const now = useNow()
  const hits = inOrder(groups)
  const { active, moveTo, listRef } = useActiveHit(hits.length, props.onEnd)
  useTakenFocus(!isStale && props.takesFocus, props.onFocused)

  const handlersOf = usePressedRow(({ hit }: { id: string; hit: HitFragment }) => onOpen(hit))
  const open = (index: number) => {
    if (isStale || !hits[index]) return
    moveTo(index)
    onOpen(hits[index])
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') useListCommands.getState().focusSearch?.()
    else if (event.key === 'ArrowUp' && active <= 0) useListCommands.getState().focusSearch?.()
    else return onListKey(event, { active, count: hits.length, pageRows: PAGE_ROWS, moveTo, open })
    event.preventDefault()
  }
  const optionOf = (index: number) => {
    const hit = hits[index]!
    return {
      id: optionId(index),
      isActive: index === active,
      isOpen: hit.ticket.number === openNumber && hit.message?.id === openMessage,
      handlers: handlersOf(isStale ? undefined : { id: hitId(hit), hit }, () => open(index)),
    }
  }
  const keyOf = rowKeys()
  return (
    <div className={classes('h-full overflow-auto overscroll-contain', isStale && 'cursor-progress')}>
      <div
        ref={listRef}
        role="listbox"
        aria-label={t('results')}
        aria-busy={isStale}
        aria-activedescendant={active >= 0 ? optionId(active) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => active < 0 && moveTo(0)}
        data-ticket-list
        className="inset-ring-focus"
      >
        {groups.map(({ key, ticket, title, others }) => (
          <div key={key} role="group" aria-labelledby={`found-${key}`} className="border-b border-line">
            <TicketHeading
              headingId={`found-${key}`}
              ticket={ticket}
              title={title}
              now={now}
              option={title && optionOf(title.index)}
              onOpen={() => open((title ?? others[0])!.index)}
            />
            {others.map(({ hit, index }) => (
              <HitRow key={keyOf(hitId(hit), index)} hit={hit} now={now} {...optionOf(index)} />
            ))}
          </div>
        ))}
      </div>
      {children}
    </div>
  )
}

/** Focuses the list once it shows what was submitted. */
const useTakenFocus = (takesFocus: boolean, onFocused: () => void): void =>
  useEffect(() => {
    if (!takesFocus) return
    focusList()
    onFocused()
  }, [takesFocus, onFocused])

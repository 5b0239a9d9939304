import { useVirtualizer } from '@tanstack/react-virtual'
import { SearchX } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { classes } from '../lib/classes.ts'
import { onListKey } from '../lib/listKeys.ts'
import { useShortcuts } from '../lib/shortcuts.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRow, SkeletonRows } from '../ui/Skeleton.tsx'
import type { Pager, PagedList } from './Pager.ts'

const ROW_PX = 56
const PAGE_ROWS = 10

type Props<Row> = {
  label: string
  empty: string
  pager: Pager<Row>
  list: PagedList<Row>
  openId: string | undefined
  onOpen: (row: Row) => void
  children: (row: Row) => ReactNode
}

/** A list of people or shops: one tab stop, virtual rows; `j` and `k` move, Enter opens. */
export const PagedListBox = <Row extends { id: string }>(props: Props<Row>) => {
  const { label, empty, pager, list, openId, onOpen, children } = props
  const t = useTranslations('people')
  const viewport = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState(-1)
  const active = Math.min(wanted, list.count - 1)
  const rows = useVirtualizer({
    count: list.count,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })
  const shown = rows.getVirtualItems()
  const first = shown[0]?.index ?? 0
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => pager.show(first, last), [pager, first, last, list.count])
  useEffect(() => {
    viewport.current?.scrollTo({ top: 0 })
    setWanted(-1)
  }, [pager])

  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(list.count - 1, index))
    setWanted(next)
    rows.scrollToIndex(next)
  }
  const open = (index: number) => {
    const row = list.row(index)
    setWanted(index)
    if (row) onOpen(row)
  }
  const step = (by: number) => {
    viewport.current?.focus()
    moveTo(active + by)
  }
  useShortcuts({ j: () => step(1), k: () => step(-1) })
  const onKeyDown = (event: KeyboardEvent) =>
    onListKey(event, { active, count: list.count, pageRows: PAGE_ROWS, moveTo, open })

  if (list.total === undefined) {
    if (!list.error) return <SkeletonRows rows={10} height={ROW_PX} />
    return <ErrorPanel message={t('loadFailed')} requestId={requestId(list.error)} onRetry={pager.refresh} />
  }
  if (list.count === 0) return <EmptyState icon={SearchX}>{empty}</EmptyState>
  return (
    <div
      ref={viewport}
      role="listbox"
      aria-label={label}
      aria-activedescendant={active >= 0 ? `listed-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => active < 0 && setWanted(0)}
      data-ticket-list
      className="inset-ring-focus h-full overflow-auto overscroll-contain"
    >
      <div role="presentation" className="relative" style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const row = list.row(index)
          const isOpen = row !== undefined && row.id === openId
          return (
            <div
              key={index}
              id={`listed-${index}`}
              role="option"
              aria-selected={isOpen}
              data-active={index === active || undefined}
              aria-setsize={list.total}
              aria-posinset={index + 1}
              aria-label={row ? undefined : '…'}
              onClick={() => open(index)}
              className={classes(
                'absolute inset-x-0 top-0 flex h-14 cursor-pointer items-center gap-3 border-b border-line px-3',
                isOpen ? 'bg-selected' : index === active ? 'bg-hover' : 'hover:bg-hover',
                index === active && 'before:absolute before:inset-y-0 before:start-0 before:w-0.75 before:bg-accent',
              )}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row ? children(row) : <SkeletonRow height={ROW_PX} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}

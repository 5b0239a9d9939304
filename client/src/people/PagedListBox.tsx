import { SearchX } from 'lucide-react'
import { useEffect, useState, type ComponentProps, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { usePagedRows } from '../graphql/usePagedRows.ts'
import { classes } from '../lib/classes.ts'
import { onListKey } from '../lib/listKeys.ts'
import { rowKeys } from '../lib/rowKeys.ts'
import { useShortcuts } from '../lib/shortcuts.ts'
import { usePressedRow } from '../lib/usePressedRow.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRow, SkeletonRows } from '../ui/Skeleton.tsx'
import type { usePages } from './usePages.ts'

const ROW_PX = 56
const PAGE_ROWS = 10

type Props<Row> = ReturnType<typeof usePages<Row>> & {
  label: string
  empty: string
  openId: string | undefined
  onOpen: (row: Row) => void
  children: (row: Row) => ReactNode
}

/** A list of people or shops: one tab stop, virtual rows; `j` and `k` move, Enter opens. */
export const PagedListBox = <Row extends { id: string }>(props: Props<Row>) => {
  const { label, empty, pager, list, openId, onOpen, children } = props
  const t = useTranslations('people')
  const [wanted, setWanted] = useState(-1)
  const active = Math.min(wanted, list.count - 1)
  const { viewport, shown, height, reveal } = usePagedRows(pager, list.count, ROW_PX)
  const handlersOf = usePressedRow(onOpen)
  useEffect(() => setWanted(-1), [pager])

  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(list.count - 1, index))
    setWanted(next)
    reveal(next)
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
    return <ErrorPanel message={t('loadFailed')} requestId={requestId(list.error)} onRetry={pager.retry} />
  }
  if (list.count === 0) return <EmptyState icon={SearchX}>{empty}</EmptyState>
  const keyOf = rowKeys()
  return (
    <div
      ref={viewport}
      role="listbox"
      aria-label={label}
      aria-activedescendant={active >= 0 ? optionId(active) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => active < 0 && setWanted(0)}
      data-ticket-list
      className="inset-ring-focus h-full overflow-auto overscroll-contain"
    >
      <div role="presentation" className="relative" style={{ height }}>
        {shown.map(({ index, start }) => {
          const row = list.row(index)
          const position = { index, total: list.total, top: start, handlers: handlersOf(row, () => open(index)) }
          const isOpen = row !== undefined && row.id === openId
          return (
            <Option
              key={keyOf(row?.id, index)}
              {...position}
              isOpen={isOpen}
              isActive={index === active}
              isLoading={!row}
            >
              {row ? children(row) : <SkeletonRow height={ROW_PX} />}
            </Option>
          )
        })}
      </div>
    </div>
  )
}

const optionId = (index: number): string => `listed-${index}`

type OptionProps = {
  index: number
  total: number | undefined
  top: number
  isOpen: boolean
  isActive: boolean
  isLoading: boolean
  handlers: Pick<ComponentProps<'div'>, 'onPointerDown' | 'onClick'>
  children: ReactNode
}

const Option = ({ index, total, top, isOpen, isActive, isLoading, handlers, children }: OptionProps) => (
  // The listbox handles the keys.
  <div
    id={optionId(index)}
    role="option"
    aria-selected={isOpen}
    data-active={isActive || undefined}
    aria-setsize={total}
    aria-posinset={index + 1}
    aria-label={isLoading ? '…' : undefined}
    {...handlers}
    className={classes(
      'absolute inset-x-0 top-0 flex h-14 cursor-pointer items-center gap-3 border-b border-line px-3',
      isOpen ? 'bg-selected' : isActive ? 'bg-hover' : 'hover:bg-hover',
      isActive && 'before:absolute before:inset-y-0 before:start-0 before:w-0.75 before:bg-accent',
    )}
    style={{ transform: `translateY(${top}px)` }}
  >
    {children}
  </div>
)

import { X } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { Popover } from '../ui/Popover.tsx'
import type { BatchChange } from './batch.ts'
import { focusList } from '../tickets/listCommands.ts'
import { PriorityIcon, StatusIcon } from '../tickets/labels.tsx'
import { clearSelection, selectMatching, useSelection } from './selection.ts'
import { StaffChoices } from '../tickets/StaffChoices.tsx'
import { useMatching } from './batchJob.ts'
import { TeamChoices } from '../tickets/Team.tsx'
import type { TicketFilter } from '../tickets/tickets.generated.ts'
import { TagChoices } from '../tickets/TagInput.tsx'
import { useChange } from './useChange.ts'

const STATUSES = ['OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED'] as const
const PRIORITIES = ['HIGH', 'MEDIUM', 'LOW'] as const

/** The bulk-edit bar over the list while tickets are selected. */
export const BatchBar = ({ filter, total }: { filter: TicketFilter; total: number }) => {
  const t = useTranslations('tickets')
  const selected = useSelection((state) => state.selected)
  const update = useChange()
  const rows = [...selected.values()]
  const tags = [...new Set(rows.flatMap((row) => row.tags))].toSorted()
  useEffect(() => backToList, [])
  const { isAll, apply: applyToAll } = useMatching(filter, total)
  const all = useSelection((state) => state.isMatching)
  const apply = (change: BatchChange, name?: string) => void (all ? applyToAll(change) : update(rows, change, name))

  return (
    <div role="toolbar" aria-label={t('batch')} className="flex flex-col">
      <SelectionCount count={rows.length} total={total} all={all} canSelectAll={!isAll(rows.length) && !all} />
      <div className="-mx-2 flex min-h-8 flex-wrap items-center">
        <ChangeMenu name={t('statusLabel')}>
          {STATUSES.map((status) => (
            <MenuItem key={status} icon={<StatusIcon status={status} />} onAction={() => apply({ status })}>
              {t(`status.${status}`)}
            </MenuItem>
          ))}
        </ChangeMenu>
        <ChangeMenu name={t('priorityLabel')}>
          {PRIORITIES.map((priority) => (
            <MenuItem key={priority} icon={<PriorityIcon priority={priority} />} onAction={() => apply({ priority })}>
              {t(`priority.${priority}`)}
            </MenuItem>
          ))}
        </ChangeMenu>
        <Choices name={t('assign')} label={t('assignTo')}>
          <StaffChoices
            label={t('assignTo')}
            onChoose={(person) => apply({ agentId: person?.id ?? null }, person?.name)}
          />
        </Choices>
        <Choices name={t('team')} label={t('moveTo')}>
          <TeamChoices label={t('moveTo')} onChoose={(team) => apply({ team })} />
        </Choices>
        <Choices name={t('tag')} label={t('addTag')}>
          <TagChoices label={t('addTag')} except={[]} canCreate onAdd={(tag) => apply({ addTags: [tag] })} />
        </Choices>
        {tags.length > 0 && (
          <ChangeMenu name={t('untag')} label={t('removeTag')} placement="bottom end">
            {tags.map((tag) => (
              <MenuItem key={tag} onAction={() => apply({ removeTags: [tag] })}>
                {tag}
              </MenuItem>
            ))}
          </ChangeMenu>
        )}
      </div>
    </div>
  )
}

type SelectionCountProps = { count: number; total: number; all: boolean; canSelectAll: boolean }

/** How many tickets are selected, with buttons that select all matching ones or none. */
const SelectionCount = ({ count, total, all, canSelectAll }: SelectionCountProps) => {
  const t = useTranslations('tickets')
  return (
    <div className="flex h-12 items-center gap-2">
      <h1 className="shrink-0 text-lg font-semibold">
        <span role="status">{all ? t('allSelected', { count: total }) : t('selected', { count })}</span>
      </h1>
      {canSelectAll && (
        <Button
          size="sm"
          variant="quiet"
          aria-label={t('selectMatching', { count: total })}
          className="min-w-0 shrink text-accent-text"
          onPress={selectMatching}
        >
          <span className="truncate">{t('selectAll', { count: total })}</span>
        </Button>
      )}
      <IconButton icon={X} label={t('clearSelection')} keys="Esc" onPress={clearSelection} className="ms-auto -me-2" />
    </div>
  )
}

type ChangeMenuProps = {
  name: string
  label?: string
  placement?: 'bottom start' | 'bottom end'
  children: ReactNode
}

const ChangeMenu = ({ name, label = name, placement = 'bottom start', children }: ChangeMenuProps) => (
  <Menu
    trigger={
      <Button size="sm" variant="quiet">
        {name}
      </Button>
    }
    aria-label={label}
    placement={placement}
  >
    {children}
  </Menu>
)

/** A button that opens a list with a search field. Choosing ends the selection, and with it the bar. */
const Choices = ({ name, label, children }: { name: string; label: string; children: ReactNode }) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      trigger={
        <Button size="sm" variant="quiet">
          {name}
        </Button>
      }
      label={label}
      placement="bottom start"
      isOpen={isOpen}
      onOpenChange={setOpen}
      className="flex w-64 flex-col"
    >
      {children}
    </Popover>
  )
}

/** The bar unmounts with the focused button; focus returns to the list. */
const backToList = (): void =>
  void setTimeout(() => {
    if (document.activeElement === document.body) focusList()
  })

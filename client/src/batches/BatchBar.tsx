import { ChevronsUp, CircleDot, Tag, TagX, UserRoundPlus, Users, X, type LucideIcon } from 'lucide-react'
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { Popover } from '../ui/Popover.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
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
import { useIsTight } from './useIsTight.ts'

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
  const { bar, isTight } = useIsTight(tags.length > 0 ? 6 : 5)
  const apply = (change: BatchChange, name?: string) => void (all ? applyToAll(change) : update(rows, change, name))

  return (
    <div role="toolbar" aria-label={t('batch')} className="flex flex-col">
      <SelectionCount count={rows.length} total={total} all={all} canSelectAll={!isAll(rows.length) && !all} />
      <div
        ref={bar}
        data-tight={isTight || undefined}
        className="group/batch -mx-2 flex min-h-8 items-center pointer-coarse:min-h-11"
      >
        <Tight value={isTight}>
          <ChangeMenu icon={CircleDot} name={t('statusLabel')}>
            {STATUSES.map((status) => (
              <MenuItem key={status} icon={<StatusIcon status={status} />} onAction={() => apply({ status })}>
                {t(`status.${status}`)}
              </MenuItem>
            ))}
          </ChangeMenu>
          <ChangeMenu icon={ChevronsUp} name={t('priorityLabel')}>
            {PRIORITIES.map((priority) => (
              <MenuItem key={priority} icon={<PriorityIcon priority={priority} />} onAction={() => apply({ priority })}>
                {t(`priority.${priority}`)}
              </MenuItem>
            ))}
          </ChangeMenu>
          <Choices icon={UserRoundPlus} name={t('assign')} label={t('assignTo')}>
            <StaffChoices
              label={t('assignTo')}
              onChoose={(person) => apply({ agentId: person?.id ?? null }, person?.name)}
            />
          </Choices>
          <Choices icon={Users} name={t('team')} label={t('moveTo')}>
            <TeamChoices label={t('moveTo')} onChoose={(team) => apply({ team })} />
          </Choices>
          <Choices icon={Tag} name={t('tag')} label={t('addTag')}>
            <TagChoices label={t('addTag')} except={[]} canCreate onAdd={(tag) => apply({ addTags: [tag] })} />
          </Choices>
          {tags.length > 0 && (
            <ChangeMenu icon={TagX} name={t('untag')} label={t('removeTag')} placement="bottom end">
              {tags.map((tag) => (
                <MenuItem key={tag} onAction={() => apply({ removeTags: [tag] })}>
                  {tag}
                </MenuItem>
              ))}
            </ChangeMenu>
          )}
        </Tight>
      </div>
    </div>
  )
}

/** Whether the buttons of the bar show icons instead of their names. */
const Tight = createContext(false)

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

/** A button of the bar: its name, or an icon with the name as its tooltip. */
const BarButton = ({ icon: Icon, name }: { icon: LucideIcon; name: string }) => {
  const button = (
    <Button size="sm" variant="quiet" className="pointer-coarse:min-w-11">
      <Icon aria-hidden className="hidden size-4 group-data-tight/batch:block" />
      <span className="group-data-tight/batch:sr-only">{name}</span>
    </Button>
  )
  return useContext(Tight) ? <Tooltip text={name}>{button}</Tooltip> : button
}

type ChangeMenuProps = {
  icon: LucideIcon
  name: string
  label?: string
  placement?: 'bottom start' | 'bottom end'
  children: ReactNode
}

const ChangeMenu = ({ icon, name, label = name, placement = 'bottom start', children }: ChangeMenuProps) => (
  <Menu trigger={<BarButton icon={icon} name={name} />} aria-label={label} placement={placement}>
    {children}
  </Menu>
)

type ChoicesProps = { icon: LucideIcon; name: string; label: string; children: ReactNode }

/** A button that opens a list with a search field. Choosing ends the selection, and with it the bar. */
const Choices = ({ icon, name, label, children }: ChoicesProps) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      trigger={<BarButton icon={icon} name={name} />}
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

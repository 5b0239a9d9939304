import { ListFilter } from 'lucide-react'
import { CheckboxGroup, Label } from 'react-aria-components'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Check.tsx'
import { Popover } from '../ui/Popover.tsx'
import { Select } from '../ui/Select.tsx'
import { useRoleName } from '../viewer/useViewer.ts'
import {
  FILTER_KEYS,
  NO_FILTERS,
  ORDERS,
  PRIORITIES,
  REQUESTER_ROLES,
  STATUSES,
  TYPES,
  type TicketSearch,
} from './search.ts'
import { TagFilter } from './TagFilter.tsx'
import { AssigneeFilter } from './AssigneeFilter.tsx'
import { useTicketSearch } from './useTicketSearch.ts'
import { useTeamsQuery } from '../tickets/teams.generated.ts'
import { orderOf, type View } from './views.ts'

/** Staff: every filter and the order, all kept in the address. */
export const Filters = ({ view }: { view: View }) => {
  const t = useTranslations('tickets')
  const roleName = useRoleName()
  const [search, change] = useTicketSearch()
  const on = FILTER_KEYS.filter((key) => search[key] !== undefined).length
  const clear = () => change(NO_FILTERS)
  const [{ data: teamData }] = useTeamsQuery()
  const teams = teamData?.teams.map(({ name }) => name) ?? []

  const trigger = (
    <Button
      variant="secondary"
      className="px-2"
      aria-label={on > 0 ? `${t('filter')}, ${t('filtersOn', { count: on })}` : t('filter')}
    >
      <ListFilter aria-hidden className="size-4" />
      <Badge count={on} label="" />
    </Button>
  )
  return (
    <Popover
      trigger={trigger}
      label={t('filter')}
      placement="bottom end"
      className="flex max-h-[80dvh] w-80 flex-col gap-4 overflow-auto p-4"
    >
      <Select
        label={t('sort')}
        value={orderOf(view, search.order)}
        onChange={(order) => change({ order: order === orderOf(view, undefined) ? undefined : order })}
        choices={ORDERS.map((value) => ({ value, label: t(`order.${value}`) }))}
      />
      <Group
        name={t('statusLabel')}
        values={STATUSES}
        chosen={search.status}
        onChange={(status) => change({ status })}
        label={(value) => t(`status.${upper(value)}`)}
      />
      <Group
        name={t('priorityLabel')}
        values={PRIORITIES}
        chosen={search.priority}
        onChange={(priority) => change({ priority })}
        label={(value) => t(`priority.${upper(value)}`)}
      />
      <Group
        name={t('typeLabel')}
        values={TYPES}
        chosen={search.type}
        onChange={(type) => change({ type })}
        label={(value) => t(`type.${upper(value)}`)}
      />
      <Group
        name={t('from')}
        values={REQUESTER_ROLES}
        chosen={search.role}
        onChange={(role) => change({ role })}
        label={(value) => roleName(upper(value), 'many')}
      />
      <AssigneeFilter value={search.assignee} onChange={(assignee) => change({ assignee, unassigned: undefined })} />
      {teams.length > 1 && (
        <Group
          name={t('teams')}
          values={teams}
          chosen={search.team}
          onChange={(team) => change({ team })}
          label={(value) => value}
        />
      )}
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        <Flag search={search} name="unassigned" onChange={change}>
          {t('onlyUnassigned')}
        </Flag>
        <Flag search={search} name="waiting" onChange={change}>
          {t('onlyWaiting')}
        </Flag>
        <Flag search={search} name="unread" onChange={change}>
          {t('onlyUnread')}
        </Flag>
        <Flag search={search} name="starred" onChange={change}>
          {t('onlyStarred')}
        </Flag>
      </div>
      <TagFilter chosen={search.tag ?? []} onChange={(tags) => change({ tag: tags.length > 0 ? tags : undefined })} />
      {on > 0 && (
        <Button size="sm" onPress={clear} className="self-start">
          {t('clearFilters')}
        </Button>
      )}
    </Popover>
  )
}

const upper = <V extends string>(value: V): Uppercase<V> => value.toUpperCase() as Uppercase<V>

type GroupProps<V extends string> = {
  name: string
  values: readonly V[]
  chosen: V[] | undefined
  onChange: (chosen: V[] | undefined) => void
  label: (value: V) => string
}

const Group = <V extends string>({ name, values, chosen, onChange, label }: GroupProps<V>) => (
  <CheckboxGroup
    value={chosen ?? []}
    onChange={(next) => onChange(next.length > 0 ? (next as V[]) : undefined)}
    className="flex flex-col gap-1.5"
  >
    <Label className="text-sm font-medium">{name}</Label>
    <div className="flex flex-wrap gap-x-4 gap-y-2">
      {values.map((value) => (
        <Check key={value} value={value}>
          {label(value)}
        </Check>
      ))}
    </div>
  </CheckboxGroup>
)

type FlagProps = {
  search: TicketSearch
  name: 'unassigned' | 'waiting' | 'unread' | 'starred'
  onChange: (change: TicketSearch) => void
  children: ReactNode
}

const Flag = ({ search, name, onChange, children }: FlagProps) => (
  <Check isSelected={search[name] === true} onChange={(on) => onChange({ [name]: on || undefined })}>
    {children}
  </Check>
)

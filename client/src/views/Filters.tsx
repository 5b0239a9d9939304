import { ListFilter } from 'lucide-react'
import { Suspense } from 'react'
import { CheckboxGroup, Label } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { lazily } from '../lib/lazily.ts'
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
import { useListSearch } from './useTicketSearch.ts'
import { useTeamsQuery } from '../tickets/teams.generated.ts'
import { orderOf, type View } from './views.ts'

const MoreFilters = lazily(() => import('./MoreFilters.tsx'), 'MoreFilters')

/** The filters and the order, for staff; all are in the address. */
export const Filters = ({ view }: { view: View }) => {
  const t = useTranslations('tickets')
  const [search, change] = useListSearch()
  const on = FILTER_KEYS.filter((key) => search[key] !== undefined).length
  const clear = () => change(NO_FILTERS)
  const [{ data: teamData }] = useTeamsQuery()
  const teams = new Map(teamData?.teams.map((team) => [team.name, team]))
  const teamName = (name: string) => {
    const team = teams.get(name)
    return team?.isRetired ? t('retiredTeam', { name: team.title }) : (team?.title ?? name)
  }

  const trigger = (
    <Button
      variant="secondary"
      className="px-2"
      aria-label={on > 0 ? `${t('filter')}, ${t('filtersOn', { count: on })}` : t('filter')}
    >
      <ListFilter aria-hidden className="size-4" />
      <Badge count={on} label={t('filtersOn', { count: on })} />
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
      <PropertyFilters search={search} onChange={change} />
      <AssigneeFilter value={search.assignee} onChange={(assignee) => change({ assignee, unassigned: undefined })} />
      {teams.size > 1 && (
        <Group
          name={t('teams')}
          values={[...teams.keys()]}
          chosen={search.team}
          onChange={(team) => change({ team })}
          label={teamName}
        />
      )}
      <Suspense>
        <MoreFilters search={search} onChange={change} />
      </Suspense>
      <Flags search={search} onChange={change} />
      <TagFilter chosen={search.tag ?? []} onChange={(tags) => change({ tag: tags.length > 0 ? tags : undefined })} />
      {on > 0 && (
        <Button size="sm" onPress={clear} className="self-start">
          {t('clearFilters')}
        </Button>
      )}
    </Popover>
  )
}

type PartProps = { search: TicketSearch; onChange: (change: TicketSearch) => void }

const PropertyFilters = ({ search, onChange }: PartProps) => {
  const t = useTranslations('tickets')
  const roleName = useRoleName()
  return (
    <>
      <Group
        name={t('statusLabel')}
        values={STATUSES}
        chosen={search.status}
        onChange={(status) => onChange({ status })}
        label={(value) => t(`status.${upper(value)}`)}
      />
      <Group
        name={t('priorityLabel')}
        values={PRIORITIES}
        chosen={search.priority}
        onChange={(priority) => onChange({ priority })}
        label={(value) => t(`priority.${upper(value)}`)}
      />
      <Group
        name={t('typeLabel')}
        values={TYPES}
        chosen={search.type}
        onChange={(type) => onChange({ type })}
        label={(value) => t(`type.${upper(value)}`)}
      />
      <Group
        name={t('from')}
        values={REQUESTER_ROLES}
        chosen={search.role}
        onChange={(role) => onChange({ role })}
        label={(value) => roleName(upper(value), 'many')}
      />
    </>
  )
}

const Flags = ({ search, onChange }: PartProps) => {
  const t = useTranslations('tickets')
  const flags = {
    unassigned: t('onlyUnassigned'),
    waiting: t('onlyWaiting'),
    unread: t('onlyUnread'),
    starred: t('onlyStarred'),
  }
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-2">
      {(['unassigned', 'waiting', 'unread', 'starred'] as const).map((name) => (
        <Check key={name} isSelected={search[name] === true} onChange={(on) => onChange({ [name]: on || undefined })}>
          {flags[name]}
        </Check>
      ))}
    </div>
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

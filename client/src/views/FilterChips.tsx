import { BookmarkPlus } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { FILTER_CHIPS, FilterChip } from '../ui/FilterChip.tsx'
import { useTeamTitle } from '../ui/teamTitles.ts'
import { useRoleName, useViewer } from '../viewer/useViewer.ts'
import { toOrder } from './filter.ts'
import { isAsSaved, toSaved, toSearch, useSavedViews } from './savedViews.ts'
import { SaveView } from './SaveView.tsx'
import { FILTER_KEYS, NO_FILTERS, type TicketSearch } from './search.ts'
import { partsOf } from './period.ts'
import { useNamedPerson } from './useNamedPerson.ts'
import { useSaveView } from './useSaveView.ts'
import { useListSearch } from './useTicketSearch.ts'
import { orderOf, type View } from './views.ts'

type Chip = { key: string; label: string; tag?: string; without: TicketSearch }

/** The active filters as removable chips, and a button to save them as a view. */
export const FilterChips = ({ view }: { view: View }) => {
  const t = useTranslations('tickets')
  const views = useTranslations('views')
  const { viewer } = useViewer()
  const [search, change] = useListSearch()
  const [isSaving, setSaving] = useState(false)
  const chips = useChips(search)
  const saved = useSavedViews().find(({ id }) => id === search.saved)
  const { save } = useSaveView()
  const keep = { filter: toSaved(view, search, viewer), orderBy: toOrder(orderOf(view, search.order)) }
  const isChanged = saved && !isAsSaved(saved, view, search, viewer)
  // A saved view whose last filter was taken off can still be updated.
  if (chips.length === 0 && !isChanged) return null

  return (
    <div role="group" aria-label={t('filters')} className={FILTER_CHIPS}>
      {chips.map(({ key, label, tag, without }) => (
        <FilterChip
          key={key}
          label={label}
          tag={tag}
          removeLabel={t('removeFilter', { name: label })}
          onRemove={() => change(without)}
        />
      ))}
      <Button size="sm" variant="quiet" onPress={() => change({ ...NO_FILTERS, order: undefined, saved: undefined })}>
        {t('clearFilters')}
      </Button>
      {isChanged && saved.viewerCanChange && (
        <Button size="sm" variant="quiet" onPress={() => void save({ id: saved.id, ...keep })}>
          {views('updateView', { name: saved.name })}
        </Button>
      )}
      {(!saved || isChanged) && (
        <Button size="sm" variant="quiet" onPress={() => setSaving(true)}>
          <BookmarkPlus aria-hidden className="size-4" />
          {views('saveView')}
        </Button>
      )}
      {isSaving && <SaveView keep={keep} onClose={() => setSaving(false)} onSaved={(kept) => change(toSearch(kept))} />}
    </div>
  )
}

/** A period as text: "last 7 days", "1–15 Nov 2026". */
const usePeriodText = () => {
  const t = useTranslations('views')
  const format = useFormatter()
  return (period: string): string => {
    const parts = partsOf(period)
    if ('days' in parts) return t('lastDays', { count: parts.days })
    return format.dateTimeRange(new Date(`${parts.from}T00:00`), new Date(`${parts.last}T00:00`), {
      dateStyle: 'medium',
    })
  }
}

const upper = <V extends string>(value: V): Uppercase<V> => value.toUpperCase() as Uppercase<V>

const useChips = (search: TicketSearch): Chip[] => {
  const t = useTranslations('tickets')
  const views = useTranslations('views')
  const roleName = useRoleName()
  const { viewer } = useViewer()
  const isOther = search.assignee !== undefined && search.assignee !== 'me' && search.assignee !== viewer.id
  const name = useNamedPerson(isOther ? search.assignee : undefined)?.name ?? t('someone')
  const requester = useNamedPerson(search.requester)?.name ?? t('someone')
  const period = usePeriodText()
  const titleOf = useTeamTitle()

  const labels: { [Key in (typeof FILTER_KEYS)[number]]: (value: never) => string } = {
    status: (value: 'open') => t(`status.${upper(value)}`),
    priority: (value: 'high') => `${t('priorityLabel')}: ${t(`priority.${upper(value)}`)}`,
    type: (value: 'problem') => t(`type.${upper(value)}`),
    role: (value: 'buyer') => roleName(upper(value), 'many'),
    tag: (value: string) => `#${value}`,
    text: (value: string) => t('subjectHas', { text: value }),
    team: titleOf,
    requester: () => views('requestedBy', { name: requester }),
    created: (value: string) => views('chipOf', { name: t('created'), value: period(value) }),
    updated: (value: string) => views('chipOf', { name: t('updated'), value: period(value) }),
    assignee: () => (isOther ? t('assignedToChip', { name }) : t('onlyMine')),
    unassigned: () => t('onlyUnassigned'),
    waiting: () => t('onlyWaiting'),
    unread: () => t('onlyUnread'),
    starred: () => t('onlyStarred'),
  }
  const chips = FILTER_KEYS.flatMap((key): Chip[] => {
    const value = search[key]
    if (value === undefined) return []
    if (!Array.isArray(value)) return [{ key, label: labels[key](value as never), without: { [key]: undefined } }]
    return value.map((one) => {
      const rest = (value as string[]).filter((other) => other !== one)
      return {
        key: `${key}:${one}`,
        label: labels[key](one as never),
        ...(key === 'tag' && { tag: one as string }),
        without: { [key]: rest.length > 0 ? rest : undefined },
      }
    })
  })
  if (search.order)
    chips.push({
      key: 'order',
      label: t('sortedBy', { order: t(`order.${search.order}`) }),
      without: { order: undefined },
    })
  return chips
}

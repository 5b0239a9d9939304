import { Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { lazily } from '../lib/lazily.ts'
import { Select } from '../ui/Select.tsx'
import { PersonPicker } from '../viewer/PersonPicker.tsx'
import type { TicketSearch } from './search.ts'
import { useNamedPerson } from './useNamedPerson.ts'

const DateRange = lazily(() => import('./DateRange.tsx'), 'DateRange')

type Props = { search: TicketSearch; onChange: (change: TicketSearch) => void }

/** Filters by requester and by date. */
export const MoreFilters = ({ search, onChange }: Props) => {
  const t = useTranslations('tickets')
  const person = useNamedPerson(search.requester)
  return (
    <>
      <PersonPicker label={t('requester')} chosen={person} onChoose={(chosen) => onChange({ requester: chosen?.id })} />
      <PeriodFilter label={t('created')} value={search.created} onChange={(created) => onChange({ created })} />
      <PeriodFilter label={t('updated')} value={search.updated} onChange={(updated) => onChange({ updated })} />
    </>
  )
}

const ANY = 'any'
const CUSTOM = 'custom'
const LAST = ['1d', '7d', '30d']

type PeriodProps = { label: string; value: string | undefined; onChange: (period: string | undefined) => void }

const PeriodFilter = ({ label, value, onChange }: PeriodProps) => {
  const t = useTranslations('views')
  const [isCustom, setCustom] = useState(value?.includes('..') ?? false)
  const offered = value && !value.includes('..') && !LAST.includes(value) ? [...LAST, value] : LAST
  const choose = (choice: string) => {
    setCustom(choice === CUSTOM)
    if (choice !== CUSTOM) onChange(choice === ANY ? undefined : choice)
  }
  // Removed with its chip meanwhile.
  const shown = isCustom ? CUSTOM : value && !value.includes('..') ? value : ANY
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={label}
        value={shown}
        onChange={choose}
        choices={[
          { value: ANY, label: t('anyTime') },
          ...offered.map((period) => ({ value: period, label: t('lastDays', { count: Number.parseInt(period) }) })),
          { value: CUSTOM, label: t('chooseDates') },
        ]}
      />
      {isCustom && (
        <Suspense fallback={<div className="h-9 pointer-coarse:h-11" />}>
          <DateRange label={t('datesOf', { name: label })} value={value} onChange={onChange} />
        </Suspense>
      )}
    </div>
  )
}

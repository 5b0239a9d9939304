import { useTranslations } from 'use-intl'
import { INPUT } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import type { AnalyticsSearch } from './AnalyticsPage.tsx'
import { type Period, type Range, rangeOf, RANGES } from './period.ts'

type Props = { search: AnalyticsSearch; period: Period; onChange: (change: AnalyticsSearch) => void }

/** The period and how times are measured. */
export const Controls = ({ search, period, onChange }: Props) => {
  const t = useTranslations('analytics')
  const range = rangeOf(search)
  const days = { from: period.from.toString(), to: period.last.toString() }
  const choose = (next: Range) =>
    onChange({ range: next, ...(next === 'custom' ? days : { from: undefined, to: undefined }) })
  return (
    <div role="group" aria-label={t('period')} className="flex flex-wrap items-end gap-3">
      <Select
        label={t('period')}
        className="w-40"
        value={range}
        onChange={choose}
        choices={RANGES.map((value) => ({
          value,
          label: value === 'month' || value === 'custom' ? t(value) : t('last', { count: value }),
        }))}
      />
      {range === 'custom' && (
        <>
          <Day label={t('from')} value={days.from} onChange={(from) => onChange({ ...days, from })} />
          <Day label={t('to')} value={days.to} onChange={(to) => onChange({ ...days, to })} />
        </>
      )}
      <Select
        label={t('clock')}
        className="w-40"
        value={search.clock === 'working' ? 'working' : 'wall'}
        onChange={(clock) => onChange({ clock: clock === 'working' ? clock : undefined })}
        choices={(['wall', 'working'] as const).map((value) => ({ value, label: t(value) }))}
      />
    </div>
  )
}

type DayProps = { label: string; value: string; onChange: (day: string) => void }

const Day = ({ label, value, onChange }: DayProps) => (
  <label className="flex flex-col gap-1 text-sm font-medium">
    {label}
    <input
      type="date"
      value={value}
      required
      onChange={(event) => event.target.value && onChange(event.target.value)}
      className={`${INPUT} h-9 w-40 font-normal pointer-coarse:h-11`}
    />
  </label>
)

import { lazy } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { type AnalyticsDaysQuery, useAnalyticsDaysQuery } from './analytics.generated.ts'
import type { Column } from './DataTable.tsx'
import { dayName } from './dayName.ts'
import { duration, durationTicks } from './duration.ts'
import { useScope } from './figures.ts'
import { ChartSection } from './Section.tsx'
import { timeColumn } from './timeColumn.ts'
import { useRefresh } from './useRefresh.ts'

// Charts are not preloaded with the rest of the app: only this page needs them.
const DaysChart = lazy(async () => ({ default: (await import('./charts.tsx')).DaysChart }))

type Day = AnalyticsDaysQuery['analytics']['perDay'][number]

const useDays = () => {
  const { variables } = useScope()
  const [{ data, error }, load] = useAnalyticsDaysQuery({ variables, requestPolicy: 'cache-and-network' })
  const { dateTime } = useFormatter()
  const label = ({ day }: Day) => dayName(dateTime, day)
  return { days: data?.analytics.perDay, error: data ? undefined : error, onRetry: useRefresh(load), label }
}

/** Created and resolved tickets per day. */
export const CountsPerDay = () => {
  const t = useTranslations('analytics')
  const { number } = useFormatter()
  const { days, error, onRetry, label } = useDays()
  const columns: Column<Day>[] = [
    { name: t('day'), value: ({ day }) => day },
    { name: t('created'), value: ({ created }) => created },
    { name: t('resolved'), value: ({ resolved }) => resolved },
  ]
  return (
    <ChartSection
      name={t('perDay')}
      columns={columns}
      rows={days}
      isEmpty={days?.every(({ created, resolved }) => created + resolved === 0)}
      error={error}
      onRetry={onRetry}
    >
      <DaysChart
        points={(days ?? []).map((day) => ({ label: label(day), created: day.created, resolved: day.resolved }))}
        series={[
          { key: 'created', name: t('created') },
          { key: 'resolved', name: t('resolved') },
        ]}
        show={(value) => number(value)}
      />
    </ChartSection>
  )
}

type TimesProps = {
  title: 'firstResponsePerDay' | 'resolutionPerDay'
  field: 'firstResponseSeconds' | 'resolutionSeconds'
}

/** Median and 90th percentile per day. */
const TimesPerDay = ({ title, field }: TimesProps) => {
  const t = useTranslations('analytics')
  const { days, error, onRetry, label } = useDays()
  const seconds = (name: string) => t('seconds', { name })
  const columns: Column<Day>[] = [
    { name: t('day'), value: ({ day }) => day },
    timeColumn(t('median'), seconds, (day) => day[field].p50),
    timeColumn(t('ninetieth'), seconds, (day) => day[field].p90),
  ]
  return (
    <ChartSection
      name={t(title)}
      columns={columns}
      rows={days}
      isEmpty={days?.every((day) => day[field].p50 === null)}
      error={error}
      onRetry={onRetry}
    >
      <DaysChart
        points={(days ?? []).map((day) => ({ label: label(day), ...day[field] }))}
        series={[
          { key: 'p50', name: t('median') },
          { key: 'p90', name: t('ninetieth') },
        ]}
        show={duration}
        ticks={durationTicks(Math.max(0, ...(days ?? []).map((day) => day[field].p90 ?? 0)))}
      />
    </ChartSection>
  )
}

/** The time until the first response per day. */
export const FirstResponsePerDay = () => <TimesPerDay title="firstResponsePerDay" field="firstResponseSeconds" />

/** The time until tickets were resolved per day. */
export const ResolutionPerDay = () => <TimesPerDay title="resolutionPerDay" field="resolutionSeconds" />

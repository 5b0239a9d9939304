import { lazy } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { useViewer } from '../viewer/useViewer.ts'
import {
  type AnalyticsSuggestionsQuery,
  type SuggestionTotalsFragment,
  useAnalyticsSuggestionsQuery,
} from './analytics.generated.ts'
import { dayName } from './dayName.ts'
import { useScope } from './figures.ts'
import { ChartSection } from './Section.tsx'
import { CountTile, percentOf, ShareTile } from './Tile.tsx'
import { usePercentColumn } from './usePercentColumn.ts'
import { useRefresh } from './useRefresh.ts'

const DaysChart = lazy(async () => ({ default: (await import('./charts.tsx')).DaysChart }))

type Day = NonNullable<AnalyticsSuggestionsQuery['analytics']['suggestions']>['perDay'][number]

/** How often suggested agents were chosen. For staff, who see suggestions. */
export const Suggestions = () => (isStaff(useViewer().viewer.role) ? <StaffSuggestions /> : null)

const StaffSuggestions = () => {
  const t = useTranslations('analytics')
  const { number, dateTime } = useFormatter()
  const percent = usePercentColumn()
  const { variables } = useScope()
  const { from, to } = variables
  const [{ data, error }, load] = useAnalyticsSuggestionsQuery({
    variables: { from, to },
    requestPolicy: 'cache-and-network',
  })
  const onRetry = useRefresh(load)
  const now = data?.analytics.suggestions
  const before = data?.analytics.previous.suggestions ?? undefined
  return (
    <ChartSection
      name={t('suggestions')}
      columns={[
        { name: t('day'), value: ({ day }) => day },
        { name: t('shown'), value: ({ shown }) => shown },
        { name: t('accepted'), value: ({ accepted }) => accepted },
        percent(t('rate'), (row: Day) => percentOf({ part: row.accepted, whole: row.shown })),
      ]}
      rows={now?.perDay}
      isEmpty={now?.shown === 0}
      emptyText={t('noSuggestions')}
      error={data ? undefined : error}
      onRetry={onRetry}
      intro={now && <Totals now={now} before={before} />}
    >
      <DaysChart
        points={(now?.perDay ?? []).map(({ day, shown, accepted }) => ({
          label: dayName(dateTime, day),
          shown,
          accepted,
        }))}
        series={[
          { key: 'shown', name: t('shown') },
          { key: 'accepted', name: t('accepted') },
        ]}
        show={(value) => number(value)}
      />
    </ChartSection>
  )
}

type TotalsProps = { now: SuggestionTotalsFragment; before: SuggestionTotalsFragment | undefined }

const Totals = ({ now, before }: TotalsProps) => {
  const t = useTranslations('analytics')
  return (
    <ul className="grid grid-cols-2 gap-3 tablet:grid-cols-3">
      <ShareTile
        name={t('rate')}
        hint={t('acceptedOf', { part: now.accepted, whole: now.shown })}
        now={{ part: now.accepted, whole: now.shown }}
        before={before && { part: before.accepted, whole: before.shown }}
      />
      <CountTile name={t('shown')} level={3} now={now.shown} before={before?.shown} />
      <CountTile name={t('accepted')} level={3} now={now.accepted} before={before?.accepted} />
    </ul>
  )
}

import { lazy } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { AnalyticsSatisfactionQuery } from './analytics.generated.ts'
import { BARS_MAX, shorten } from './bars.ts'
import { ChartSection } from './Section.tsx'
import { percentOf } from './Tile.tsx'
import { usePercentColumn } from './usePercentColumn.ts'

const RowsChart = lazy(async () => ({ default: (await import('./charts.tsx')).RowsChart }))

type Row = NonNullable<AnalyticsSatisfactionQuery['analytics']['satisfaction']>['perAgent'][number]

/** The ratings of each agent. */
export const SatisfactionByAgent = ({ rows }: { rows: readonly Row[] }) => {
  const t = useTranslations('analytics')
  const { number } = useFormatter()
  const percent = usePercentColumn()
  return (
    <ChartSection
      name={t('satisfactionByAgent')}
      columns={[
        { name: t('dimensions.AGENT'), value: ({ agent }) => agent.name },
        { name: t('ratings'), value: ({ ratings }) => ratings },
        percent(t('satisfied'), (row: Row) => percentOf({ part: row.satisfied, whole: row.ratings })),
        { name: t('averageRating'), value: ({ average }) => average ?? null },
      ]}
      rows={rows}
      error={undefined}
      onRetry={() => {}}
    >
      <RowsChart
        points={rows.slice(0, BARS_MAX).map(({ agent, ratings, satisfied }) => ({
          label: shorten(agent.name),
          ratings,
          satisfied,
        }))}
        series={[
          { key: 'ratings', name: t('ratings') },
          { key: 'satisfied', name: t('satisfied') },
        ]}
        show={(value) => number(value)}
      />
    </ChartSection>
  )
}

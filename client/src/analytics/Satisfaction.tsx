import { lazy } from 'react'
import type { CombinedError } from 'urql'
import { useFormatter, useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { type SatisfactionFragment, useAnalyticsSatisfactionQuery } from './analytics.generated.ts'
import { useScope } from './figures.ts'
import { RatingComments } from './RatingComments.tsx'
import { SatisfactionByAgent } from './SatisfactionByAgent.tsx'
import { ChartSection } from './Section.tsx'
import { Change, CountTile, percentOf, ShareTile, Tile } from './Tile.tsx'
import { usePercentColumn } from './usePercentColumn.ts'
import { useRefresh } from './useRefresh.ts'

const RowsChart = lazy(async () => ({ default: (await import('./charts.tsx')).RowsChart }))

type Totals = SatisfactionFragment
type ScoreRow = { score: number; now: number; before: number }

/** What requesters said of resolved tickets. Shops do not see ratings. */
export const Satisfaction = () => (isStaff(useViewer().viewer.role) ? <StaffSatisfaction /> : null)

const StaffSatisfaction = () => {
  const { variables } = useScope()
  const { from, to } = variables
  const [{ data, error }, load] = useAnalyticsSatisfactionQuery({
    variables: { from, to },
    requestPolicy: 'cache-and-network',
  })
  const onRetry = useRefresh(load)
  const { viewer } = useViewer()
  const now = data?.analytics.satisfaction ?? undefined
  const before = data?.analytics.previous.satisfaction ?? undefined
  return (
    <>
      <Scores now={now} before={before} error={data ? undefined : error} onRetry={onRetry} />
      {viewer.role === 'ADMIN' && now && now.perAgent.length > 0 && <SatisfactionByAgent rows={now.perAgent} />}
      {now && now.comments.length > 0 && <RatingComments rated={now.comments} />}
    </>
  )
}

type ScoresProps = {
  now: Totals | undefined
  before: Totals | undefined
  error: CombinedError | undefined
  onRetry: () => void
}

/** How many gave each score, beside the period before. */
const Scores = ({ now, before, error, onRetry }: ScoresProps) => {
  const t = useTranslations('analytics')
  const scores = useTranslations('ratings')
  const percent = usePercentColumn()
  const { number } = useFormatter()
  const nameOf = ({ score }: ScoreRow) => `${score} ${scores('score', { score: String(score) })}`
  const rows = now?.distribution.map((count, index): ScoreRow => ({
    score: index + 1,
    now: count,
    before: before?.distribution[index] ?? 0,
  }))
  return (
    <ChartSection
      name={t('satisfaction')}
      columns={[
        { name: t('score'), value: nameOf },
        { name: t('ratings'), value: (row) => row.now },
        percent(t('share'), (row: ScoreRow) => percentOf({ part: row.now, whole: now?.ratings ?? 0 })),
        { name: t('periodBefore'), value: (row) => row.before },
      ]}
      rows={rows}
      isEmpty={now?.ratings === 0}
      emptyText={t('noRatings')}
      error={error}
      onRetry={onRetry}
      intro={now && <Totals now={now} before={before} />}
    >
      <RowsChart
        points={(rows ?? []).map((row) => ({ label: nameOf(row), now: row.now, before: row.before }))}
        series={[
          { key: 'now', name: t('thisPeriod') },
          { key: 'before', name: t('periodBefore') },
        ]}
        show={(value) => number(value)}
      />
    </ChartSection>
  )
}

const Totals = ({ now, before }: { now: Totals; before: Totals | undefined }) => {
  const t = useTranslations('analytics')
  const { number } = useFormatter()
  const earlier = before?.average ?? null
  const average = (value: number) => number(value, { minimumFractionDigits: 1, maximumFractionDigits: 2 })
  return (
    <ul className="grid grid-cols-2 gap-3 wide:grid-cols-4">
      <ShareTile
        name={t('satisfied')}
        hint={t('satisfiedOf', { part: now.satisfied, whole: now.ratings })}
        now={{ part: now.satisfied, whole: now.ratings }}
        before={before && { part: before.satisfied, whole: before.ratings }}
      />
      <Tile
        name={t('averageRating')}
        level={3}
        value={now.average == null ? t('notMeasured') : average(now.average)}
        hint={now.average != null && t('outOfFive')}
      >
        {now.average != null && earlier !== null && (
          <Change
            by={now.average - earlier}
            amount={average(Math.abs(now.average - earlier))}
            before={average(earlier)}
          />
        )}
      </Tile>
      <CountTile name={t('ratings')} level={3} now={now.ratings} before={before?.ratings} />
      <ShareTile
        name={t('answered')}
        hint={t('answeredOf', { part: now.answered, whole: now.asked })}
        now={{ part: now.answered, whole: now.asked }}
        before={before && { part: before.answered, whole: before.asked }}
      />
    </ul>
  )
}

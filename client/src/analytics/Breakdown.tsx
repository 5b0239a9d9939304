import { lazy } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { Select } from '../ui/Select.tsx'
import { useTeamTitle } from '../ui/teamTitles.ts'
import { useViewer } from '../viewer/useViewer.ts'
import {
  type AnalyticsBreakdownQuery,
  type AnalyticsDimension,
  useAnalyticsBreakdownQuery,
} from './analytics.generated.ts'
import { BARS_MAX, shorten } from './bars.ts'
import type { Column } from './DataTable.tsx'
import { useScope } from './figures.ts'
import { ChartSection } from './Section.tsx'
import { timeColumn } from './timeColumn.ts'
import { useRefresh } from './useRefresh.ts'

const RowsChart = lazy(async () => ({ default: (await import('./charts.tsx')).RowsChart }))

type Row = AnalyticsBreakdownQuery['analytics']['breakdown'][number]
type Dimension = Exclude<AnalyticsDimension, 'HOUR'>

const STAFF: Dimension[] = ['AGENT', 'TEAM', 'TAG', 'TYPE', 'SHOP']
const SELLERS: Dimension[] = ['TYPE', 'SHOP']

/** The figures by agent, team, tag, type or shop. */
export const Breakdown = () => {
  const t = useTranslations('analytics')
  const { number } = useFormatter()
  const { variables, by: chosen, chooseBy } = useScope()
  const { viewer } = useViewer()
  const dimensions = isStaff(viewer.role) ? STAFF : SELLERS
  const by = dimensions.find((dimension) => dimension === chosen) ?? dimensions[0]!
  const [{ data, error }, load] = useAnalyticsBreakdownQuery({
    variables: { ...variables, by },
    requestPolicy: 'cache-and-network',
  })
  const onRetry = useRefresh(load)
  const nameOf = useRowName()
  const teamTitle = useTeamTitle()
  const titleOf = (row: Row) => (by === 'TEAM' ? teamTitle(row.key) : nameOf(row))
  const rows = data?.analytics.breakdown
  return (
    <ChartSection
      name={t('breakdown')}
      columns={useColumns(t(`dimensions.${by}`), { nameOf, titleOf })}
      rows={rows}
      error={data ? undefined : error}
      onRetry={onRetry}
      actions={
        <Select
          label={t('by')}
          hideLabel
          className="w-36"
          value={by}
          onChange={chooseBy}
          choices={dimensions.map((value) => ({ value, label: t(`dimensions.${value}`) }))}
        />
      }
    >
      <RowsChart
        points={(rows ?? []).slice(0, BARS_MAX).map((row) => ({
          label: shorten(titleOf(row)),
          created: row.created,
          resolved: row.resolved,
        }))}
        series={[
          { key: 'created', name: t('created') },
          { key: 'resolved', name: t('resolved') },
        ]}
        show={(value) => number(value)}
      />
    </ChartSection>
  )
}

const isUuid = (key: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(key)

const useRowName = () => {
  const t = useTranslations('analytics')
  return ({ key, agent, shop }: Row): string => {
    if (agent) return agent.name
    if (shop) return shop.shopName
    if (key === 'problem' || key === 'question' || key === 'feature_request') return t(`types.${key}`)
    return isUuid(key) ? t('deleted') : key
  }
}

/** The name of a row in files, which have the keys of teams, and on screen. */
type RowNames = { nameOf: (row: Row) => string; titleOf: (row: Row) => string }

const useColumns = (dimension: string, { nameOf, titleOf }: RowNames): Column<Row>[] => {
  const t = useTranslations('analytics')
  const seconds = (name: string) => t('seconds', { name })
  return [
    { name: dimension, value: nameOf, show: titleOf },
    { name: t('created'), value: ({ created }) => created },
    { name: t('resolved'), value: ({ resolved }) => resolved },
    { name: t('backlog'), value: ({ backlog }) => backlog ?? null },
    timeColumn(t('firstResponseMedian'), seconds, (row) => row.firstResponseSeconds.p50 ?? null),
    timeColumn(t('firstResponseNinetieth'), seconds, (row) => row.firstResponseSeconds.p90 ?? null),
    timeColumn(t('resolutionMedian'), seconds, (row) => row.resolutionSeconds.p50 ?? null),
    timeColumn(t('resolutionNinetieth'), seconds, (row) => row.resolutionSeconds.p90 ?? null),
  ]
}

import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { type TotalsFragment, useAnalyticsTotalsQuery } from './analytics.generated.ts'
import { duration } from './duration.ts'
import { useScope } from './figures.ts'
import { Change, CountTile, Tile } from './Tile.tsx'
import { useRefresh } from './useRefresh.ts'

const COUNTS = ['created', 'resolved', 'reopened', 'backlog'] as const
const TIMES = [
  ['firstResponse', 'firstResponseSeconds'],
  ['resolution', 'resolutionSeconds'],
] as const

/** Six figures of the period, each compared with the period before. */
export const Tiles = () => {
  const t = useTranslations('analytics')
  const { variables } = useScope()
  const [{ data, error }, load] = useAnalyticsTotalsQuery({ variables, requestPolicy: 'cache-and-network' })
  const retry = useRefresh(load)
  if (!data && error) return <ErrorPanel message={t('failed')} requestId={requestId(error)} onRetry={retry} />
  const now: TotalsFragment | undefined = data?.analytics
  const before: TotalsFragment | undefined = data?.analytics.previous
  return (
    <ul className="grid grid-cols-2 gap-3 tablet:grid-cols-3 wide:grid-cols-6">
      {COUNTS.map((name) => (
        <CountTile
          key={name}
          name={t(name)}
          hint={name === 'backlog' && t('openAtEnd')}
          now={now?.[name]}
          before={before?.[name]}
        />
      ))}
      {TIMES.map(([name, field]) => (
        <TimeTile key={name} name={name} now={now?.[field]} before={before?.[field].p50 ?? null} />
      ))}
    </ul>
  )
}

type Times = TotalsFragment['firstResponseSeconds']
type TimeProps = { name: (typeof TIMES)[number][0]; now: Times | undefined; before: number | null }

const TimeTile = ({ name, now, before }: TimeProps) => {
  const t = useTranslations('analytics')
  const { p50 = null, p90 = null } = now ?? {}
  const value = now && (p50 === null ? t('notMeasured') : duration(p50))
  return (
    <Tile name={t(name)} value={value} hint={p90 !== null && t('medianOf', { p90: duration(p90) })}>
      {p50 !== null && before !== null && (
        <Change by={Math.round(p50 - before)} amount={duration(Math.abs(p50 - before))} before={duration(before)} />
      )}
    </Tile>
  )
}

import { ArrowDownRight, ArrowUpRight, Equal } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { type TotalsFragment, useAnalyticsTotalsQuery } from './analytics.generated.ts'
import { duration } from './duration.ts'
import { useScope } from './figures.ts'
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
    <ul className="grid grid-cols-2 gap-3 desktop:grid-cols-3 wide:grid-cols-6">
      {COUNTS.map((name) => (
        <CountTile key={name} name={name} now={now?.[name]} before={before?.[name]} />
      ))}
      {TIMES.map(([name, field]) => (
        <TimeTile key={name} name={name} now={now?.[field]} before={before?.[field].p50 ?? null} />
      ))}
    </ul>
  )
}

type CountProps = { name: (typeof COUNTS)[number]; now: number | undefined; before: number | undefined }

const CountTile = ({ name, now, before }: CountProps) => {
  const t = useTranslations('analytics')
  const { number } = useFormatter()
  return (
    <Tile
      name={t(name)}
      value={now === undefined ? undefined : number(now)}
      hint={name === 'backlog' && t('openAtEnd')}
    >
      {now !== undefined && before !== undefined && (
        <Change by={now - before} amount={number(Math.abs(now - before))} before={number(before)} />
      )}
    </Tile>
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

type TileProps = { name: string; value: string | undefined; hint: string | false; children: ReactNode }

const Tile = ({ name, value, hint, children }: TileProps) => (
  <li aria-label={name} className="flex min-h-28 min-w-0 flex-col gap-1 rounded-lg border border-line bg-surface p-4">
    <h2 className="text-sm text-muted">{name}</h2>
    <p className="text-xl font-semibold tabular-nums">{value ?? '…'}</p>
    {hint && <p className="text-xs text-muted">{hint}</p>}
    <div className="mt-auto">{children}</div>
  </li>
)

type ChangeProps = { by: number; amount: string; before: string }

/** How much more or less than before, with an arrow. More is neither good nor bad, so it has no colour. */
const Change = ({ by, amount, before }: ChangeProps) => {
  const t = useTranslations('analytics')
  const Icon = by > 0 ? ArrowUpRight : by < 0 ? ArrowDownRight : Equal
  return (
    <p title={t('before', { value: before })} className="flex items-center gap-1 text-xs text-muted">
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {by === 0 ? t('same') : t(by > 0 ? 'up' : 'down', { change: amount })}
    </p>
  )
}

import { ArrowDownRight, ArrowUpRight, Equal } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'

type Props = {
  name: string
  /** The level of its heading. */
  level?: 2 | 3
  /** Undefined while it loads. */
  value: string | undefined
  hint?: string | false
  children?: ReactNode
}

/** A figure with its name, a remark, and how it has changed. */
export const Tile = ({ name, level = 2, value, hint, children }: Props) => {
  const Heading = `h${level}` as const
  return (
    <li aria-label={name} className="flex min-h-28 min-w-0 flex-col gap-1 rounded-lg border border-line bg-surface p-4">
      <Heading className="text-sm text-muted">{name}</Heading>
      <p className="text-xl font-semibold tabular-nums">{value ?? '…'}</p>
      {hint && <p className="text-xs text-muted">{hint}</p>}
      <div className="mt-auto">{children}</div>
    </li>
  )
}

type ChangeProps = { by: number; amount: string; before: string }

/** How much more or less than before, with an arrow. More is neither good nor bad, so it has no colour. */
export const Change = ({ by, amount, before }: ChangeProps) => {
  const t = useTranslations('analytics')
  const Icon = by > 0 ? ArrowUpRight : by < 0 ? ArrowDownRight : Equal
  return (
    <p title={t('before', { value: before })} className="flex items-center gap-1 text-xs text-muted">
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {by === 0 ? t('same') : t(by > 0 ? 'up' : 'down', { change: amount })}
    </p>
  )
}

type CountProps = {
  name: string
  level?: 2 | 3
  hint?: string | false
  now: number | undefined
  before: number | undefined
}

/** A count, compared with the period before. */
export const CountTile = ({ now, before, ...rest }: CountProps) => {
  const { number } = useFormatter()
  return (
    <Tile {...rest} value={now === undefined ? undefined : number(now)}>
      {now !== undefined && before !== undefined && (
        <Change by={now - before} amount={number(Math.abs(now - before))} before={number(before)} />
      )}
    </Tile>
  )
}

/** A part of a whole. */
type Share = { part: number; whole: number }
type ShareProps = { name: string; hint: string; now: Share; before: Share | undefined }

/** A share in percent, compared with the period before in percentage points. */
export const ShareTile = ({ name, hint, now, before }: ShareProps) => {
  const t = useTranslations('analytics')
  const value = percentOf(now)
  const earlier = before ? percentOf(before) : null
  const text = (percent: number) => t('percent', { percent })
  return (
    <Tile name={name} level={3} value={value === null ? t('notMeasured') : text(value)} hint={value !== null && hint}>
      {value !== null && earlier !== null && (
        <Change
          by={value - earlier}
          amount={t('points', { count: Math.abs(value - earlier) })}
          before={text(earlier)}
        />
      )}
    </Tile>
  )
}

/** A share as whole percent; null of nothing. */
export const percentOf = ({ part, whole }: Share): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 100)

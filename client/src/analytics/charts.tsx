import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import type { ReactElement } from 'react'
import { isolated } from '../lib/person.ts'

/** One of the two series of a chart. */
export type Series = { key: string; name: string }
type Point = Record<string, string | number | null>

type Props = {
  points: readonly Point[]
  /** The first is solid, the second dashed or hatched: they differ without colour. */
  series: readonly [Series, Series]
  /** The text of a value. */
  show: (value: number) => string
  /** The values of the axis, from 0; chosen by recharts by default. */
  ticks?: number[]
}

const COLOURS = ['var(--accent-text)', 'var(--warn)'] as const
const TICK = { fill: 'var(--muted)', fontSize: 12 }
const HATCH = 'analytics-hatch'
const MARGIN = { top: 8, right: 16, bottom: 0, left: 0 }

/** A line through so few values has dots: a single one would be invisible without. */
const DOTS_MAX = 31
const valuesOf = (points: readonly Point[], key: string): number => points.filter((point) => point[key] != null).length

/** Two series over the days. */
export const DaysChart = ({ points, series, show, ticks }: Props) => (
  <Sized>
    <LineChart data={[...points]} margin={MARGIN} accessibilityLayer={false}>
      <CartesianGrid stroke="var(--line)" vertical={false} />
      <XAxis dataKey="label" tick={TICK} stroke="var(--control)" minTickGap={32} tickFormatter={isolated} />
      <YAxis
        tick={TICK}
        stroke="var(--control)"
        allowDecimals={false}
        width={64}
        tickFormatter={(value: number) => isolated(show(value))}
        {...(ticks && { ticks, domain: [0, ticks.at(-1)!] })}
      />
      {TOOLTIP(show)}
      <Legend formatter={legendText} iconType="plainline" itemSorter={null} />
      {series.map(({ key, name }, index) => (
        <Line
          key={key}
          dataKey={key}
          name={name}
          stroke={COLOURS[index]}
          strokeWidth={2}
          strokeDasharray={index === 1 ? '6 4' : undefined}
          dot={valuesOf(points, key) <= DOTS_MAX ? { r: index === 1 ? 2 : 3, strokeDasharray: '' } : false}
          connectNulls
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  </Sized>
)

/** Two bars for each row. */
export const RowsChart = ({ points, series, show }: Omit<Props, 'ticks'>) => (
  <Sized>
    <BarChart data={[...points]} layout="vertical" margin={MARGIN} accessibilityLayer={false}>
      <defs>
        <pattern id={HATCH} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--surface)" />
          <rect width="3" height="6" fill={COLOURS[1]} />
        </pattern>
      </defs>
      <CartesianGrid stroke="var(--line)" horizontal={false} />
      <XAxis type="number" tick={TICK} stroke="var(--control)" allowDecimals={false} tickFormatter={show} />
      <YAxis type="category" dataKey="label" tick={TICK} stroke="var(--control)" width={112} interval={0} />
      {TOOLTIP(show)}
      <Legend formatter={legendText} itemSorter={null} />
      {series.map(({ key, name }, index) => (
        <Bar
          key={key}
          dataKey={key}
          name={name}
          fill={index === 1 ? `url(#${HATCH})` : COLOURS[0]}
          stroke={COLOURS[index]}
          isAnimationActive={false}
        />
      ))}
    </BarChart>
  </Sized>
)

// In every language: from right to left, recharts writes the values of an axis across it.
const LEFT_TO_RIGHT = { direction: 'ltr' } as const

const Sized = ({ children }: { children: ReactElement }) => (
  <ResponsiveContainer width="100%" height="100%" style={LEFT_TO_RIGHT}>
    {children}
  </ResponsiveContainer>
)

const legendText = (text: string) => <span className="text-sm text-text">{text}</span>

// A function and not a component: recharts looks for its own elements among the children.
const TOOLTIP = (show: Props['show']) => (
  <Tooltip
    isAnimationActive={false}
    cursor={{ fill: 'var(--hover)', stroke: 'var(--control)' }}
    content={({ active, label, payload }) =>
      active && payload.length > 0 ? (
        <div dir="auto" className="rounded-md border border-line bg-raised px-3 py-2 text-sm shadow-raised">
          <p className="font-medium">{label}</p>
          {payload.map(({ name, value }) => (
            <p key={String(name)} className="text-muted">
              {name}: <span className="text-text">{typeof value === 'number' ? show(value) : '–'}</span>
            </p>
          ))}
        </div>
      ) : null
    }
  />
)

import { isMet, type Row } from './report.ts'
import type { Spread } from './stats.ts'

/** The tables as Markdown: operations, then feeds. */
export function tables(rows: readonly Row[]): string {
  const [operations, feeds] = [
    rows.filter(({ kind }) => kind === 'operation'),
    rows.filter(({ kind }) => kind === 'feed'),
  ]
  return [operations.length > 0 && operationTable(operations), feeds.length > 0 && feedTable(feeds)]
    .filter((text) => text !== false)
    .join('\n\n')
}

function operationTable(rows: readonly Row[]): string {
  return table(
    [
      '',
      'limit',
      'ours',
      'ours/limit',
      'target',
      'CPU/op limit → ours, µs',
      'CPU ×',
      'statements',
      'round trips',
      'p99, ms',
      'RSS, MiB',
    ],
    rows.map((row) => [
      row.name,
      `${figure(row.rate.limit)}/s`,
      `${figure(row.rate.ours)}/s`,
      spread(row.ratio),
      verdict(row),
      cpu(row),
      spread(row.cpuRatio),
      row.traffic ? arrow(row.traffic.limit.statements, row.traffic.ours.statements) : '',
      row.traffic ? arrow(row.traffic.limit.roundTrips, row.traffic.ours.roundTrips) : '',
      arrow(row.waited.limit, row.waited.ours),
      arrow(row.memory.limit, row.memory.ours),
    ]),
  )
}

function feedTable(rows: readonly Row[]): string {
  return table(
    [
      '',
      'CPU a delivery limit → ours, µs',
      'CPU ×',
      'target',
      'deliveries/s',
      'to the last, ms',
      'sender p95, ms',
      'KiB a socket',
      'RSS, MiB',
      'frame',
    ],
    rows.map((row) => [
      row.name,
      cpu(row),
      spread(row.cpuRatio),
      verdict(row),
      arrow(row.rate.limit, row.rate.ours),
      arrow(row.waited.limit, row.waited.ours),
      row.sending ? arrow(row.sending.limit, row.sending.ours) : '',
      row.socketMemory ? arrow(row.socketMemory.limit, row.socketMemory.ours) : '',
      arrow(row.memory.limit, row.memory.ours),
      `${row.frameBytes} B`,
    ]),
  )
}

/** Each operation's processor time here and in an earlier run. */
export function comparison(rows: readonly Row[], earlier: readonly Row[]): string {
  const known = new Map(earlier.map((row) => [row.name, row]))
  return table(
    ['', 'CPU/op earlier, µs', 'CPU/op now, µs', 'now/earlier'],
    rows.flatMap((row) => {
      const before = known.get(row.name)
      if (!before) return []
      const [then, now] = [before, row].map((one) => one.cpu.ours.server + one.cpu.ours.postgres) as [number, number]
      return [[row.name, figure(then), figure(now), (now / then).toFixed(2)]]
    }),
  )
}

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

function verdict(row: Row): string {
  const { target } = row
  if (target === undefined) return ''
  return `${target > 0 ? '≥' : '≤'} ${Math.abs(target)}: ${isMet(row) ? 'met' : '**missed**'}`
}

function cpu({ cpu: { limit, ours } }: Row): string {
  return `${figure(limit.server)}+${figure(limit.postgres)} → ${figure(ours.server)}+${figure(ours.postgres)}`
}

/** A median with its quartiles. */
export function spread({ median, q1, q3 }: Spread): string {
  return `${median.toFixed(2)} (${q1.toFixed(2)}–${q3.toFixed(2)})`
}

const arrow = (limit: number, ours: number): string => `${figure(limit)} → ${figure(ours)}`

/** A number with as many digits as it needs. */
export function figure(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 })
}

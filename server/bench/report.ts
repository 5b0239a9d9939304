import os from 'node:os'
import { hasCpu } from './cpu.ts'
import type { FanOutAnswer, HttpAnswer } from './loader.ts'
import type { Rounds } from './rounds.ts'
import { quantile, spreadOf, type Spread } from './stats.ts'

/** One line of the table. */
export interface Row {
  name: string
  unit: string
  limit: number
  ours: number
  /** The product against the limit, round by round. */
  ratio: Spread
  /** `0.5` is met by a ratio of at least that; `-3` by one of at most 3. */
  target?: number
  more: string
}

/** A page: operations a second, their ratio, processor time and latency. */
export function httpRow(name: string, { limit, ours }: Rounds<HttpAnswer>, target?: number): Row {
  const rate = ({ operations, seconds }: HttpAnswer) => operations / seconds
  const cpu = (answers: HttpAnswer[], of: 'server' | 'postgres') =>
    spreadOf(answers.map((answer) => (answer.cpu[of] * 1000) / answer.operations)).median.toFixed(0)
  const p99 = (answers: HttpAnswer[]) =>
    quantile(
      answers.flatMap(({ latencies }) => latencies),
      0.99,
    ).toFixed(1)
  const processor = hasCpu
    ? `CPU/op ${cpu(limit, 'server')}+${cpu(limit, 'postgres')} → ${cpu(ours, 'server')}+${cpu(ours, 'postgres')} µs, `
    : ''
  return {
    name,
    unit: '/s',
    limit: spreadOf(limit.map(rate)).median,
    ours: spreadOf(ours.map(rate)).median,
    ratio: spreadOf(ours.map((answer, round) => rate(answer) / rate(limit[round]!))),
    ...(target !== undefined && { target }),
    more: `${processor}p99 ${p99(limit)} → ${p99(ours)} ms`,
  }
}

/** A fan-out: the server's processor time a delivery. */
export function fanOutRow(name: string, { limit, ours }: Rounds<FanOutAnswer>): Row {
  const cpu = ({ cpu: { server }, deliveries }: FanOutAnswer) => (server * 1000) / deliveries
  const middle = (answers: FanOutAnswer[], of: (answer: FanOutAnswer) => number) => spreadOf(answers.map(of)).median
  const rate = ({ deliveries, seconds }: FanOutAnswer) => deliveries / seconds
  const last = ({ lastDelivery }: FanOutAnswer) => quantile(lastDelivery, 0.5)
  // Memory that is freed meanwhile makes this less than nothing now and then.
  const memory = ({ memoryPerSocket }: FanOutAnswer) => Math.max(0, memoryPerSocket / 1024)
  const both = (of: (answer: FanOutAnswer) => number) =>
    `${middle(limit, of).toFixed(0)} → ${middle(ours, of).toFixed(0)}`
  return {
    name,
    unit: ' µs CPU',
    limit: middle(limit, cpu),
    ours: middle(ours, cpu),
    ratio: spreadOf(ours.map((answer, round) => cpu(answer) / cpu(limit[round]!))),
    target: -3,
    more: `${both(rate)} deliveries/s, to the last ${both(last)} ms, memory ${both(memory)} KiB/socket, frames ${ours[0]!.frameBytes} bytes`,
  }
}

/** Whether a row reaches its target; null where it has none. */
export function isMet({ target, ratio }: Row): boolean | null {
  if (target === undefined) return null
  return target > 0 ? ratio.median >= target : ratio.median <= -target
}

/** The table, as it is printed. */
export function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length))
  const head = `${''.padEnd(width)}  ${'limit'.padStart(14)} ${'ours'.padStart(14)}  ${'ours/limit'.padEnd(18)}`
  return [head, ...rows.map((row) => line(row, width))].join('\n')
}

/** One line of it. */
export function line(row: Row, width = row.name.length): string {
  const { name, unit, limit, ours, ratio, target, more } = row
  const wanted =
    target === undefined ? '' : `${target > 0 ? '≥' : '≤'} ${Math.abs(target)}: ${isMet(row) ? 'met' : 'MISSED'}`
  const spread = `${ratio.median.toFixed(2)} (${ratio.q1.toFixed(2)}–${ratio.q3.toFixed(2)})`
  return `${name.padEnd(width)}  ${figure(limit, unit)} ${figure(ours, unit)}  ${spread.padEnd(18)} ${wanted.padEnd(13)} ${more}`
}

function figure(value: number, unit: string): string {
  const text = value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 })
  return `${text}${unit}`.padStart(14)
}

/** What it was measured on, in one line. */
export function machine(): string {
  const [cpu] = os.cpus()
  const memory = (os.totalmem() / 2 ** 30).toFixed(0)
  return `${os.availableParallelism()} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory} GiB, Node ${process.versions.node}, ${os.type()} ${os.release()}`
}

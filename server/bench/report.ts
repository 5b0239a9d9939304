import os from 'node:os'
import type { Counted } from './counting.ts'
import type { FanOut } from './fanOuts.ts'
import type { FanOutAnswer, HttpAnswer } from './loader.ts'
import type { Page } from './pages.ts'
import type { Rounds } from './rounds.ts'
import { quantile, spreadOf, type Spread } from './stats.ts'

/** Processor time for each operation or delivery, in microseconds. */
interface Micros {
  server: number
  postgres: number
}

type Both<T> = Record<'limit' | 'ours', T>

/** One line of a table. */
export interface Row {
  kind: 'operation' | 'feed'
  name: string
  /** Operations or deliveries a second. */
  rate: Both<number>
  /** Operations a second, or processor time a delivery, of the product against the limit, round by round. */
  ratio: Spread
  /** Processor time of the product against the limit's, round by round, with PostgreSQL's. */
  cpuRatio: Spread
  cpu: Both<Micros>
  traffic?: Counted
  /** Operations: the 99th percentile of answers. Feeds: the median until the last delivery. In milliseconds. */
  waited: Both<number>
  /** Feeds: the 95th percentile of the answers to those who send meanwhile, in milliseconds. */
  sending?: Both<number>
  /** The server's memory afterwards, in MiB. */
  memory: Both<number>
  /** Feeds: memory of each socket in KiB, and bytes of a frame. */
  socketMemory?: Both<number>
  frameBytes?: number
  /** `0.5` is met by a ratio of at least that; `-3` by one of at most 3. */
  target?: number
}

const MIB = 2 ** 20

/** A page: operations a second, processor time, latency. */
export function httpRow({ name, target }: Page, rounds: Rounds<HttpAnswer>, traffic: Counted | undefined): Row {
  const rate = ({ operations, seconds }: HttpAnswer) => operations / seconds
  const latencies = (answers: HttpAnswer[]) => answers.flatMap((answer) => answer.latencies)
  const { cpu, cpuRatio } = cpuOf(rounds, ({ operations }) => Math.max(1, operations))
  return {
    kind: 'operation',
    name,
    rate: both(rounds, (answers) => middle(answers, rate)),
    ratio: spreadOf(rounds.ours.map((answer, round) => rate(answer) / rate(rounds.limit[round]!))),
    cpu,
    cpuRatio,
    waited: both(rounds, (answers) => quantile(latencies(answers), 0.99)),
    memory: both(rounds, (answers) => middle(answers, ({ memory }) => memory / MIB)),
    ...(traffic && { traffic }),
    ...(target !== undefined && { target }),
  }
}

/** A fan-out: processor time of the server and PostgreSQL for each delivery. */
export function fanOutRow({ name, target }: FanOut, rounds: Rounds<FanOutAnswer>): Row {
  const { cpu, cpuRatio } = cpuOf(rounds, ({ deliveries }) => Math.max(1, deliveries))
  const all = (answers: FanOutAnswer[], of: (answer: FanOutAnswer) => number[]) => answers.flatMap(of)
  return {
    kind: 'feed',
    name,
    rate: both(rounds, (answers) => middle(answers, ({ deliveries, seconds }) => deliveries / seconds)),
    ratio: cpuRatio,
    cpu,
    cpuRatio,
    waited: both(rounds, (answers) =>
      quantile(
        all(answers, ({ lastDelivery }) => lastDelivery),
        0.5,
      ),
    ),
    sending: both(rounds, (answers) =>
      quantile(
        all(answers, ({ sending }) => sending),
        0.95,
      ),
    ),
    memory: both(rounds, (answers) => middle(answers, ({ memory }) => memory / MIB)),
    // Memory that is freed meanwhile makes this less than nothing now and then.
    socketMemory: both(rounds, (answers) =>
      Math.max(
        0,
        middle(answers, (answer) => answer.memoryPerSocket / 1024),
      ),
    ),
    frameBytes: rounds.ours[0]!.frameBytes,
    ...(target !== undefined && { target: -target }),
  }
}

function cpuOf<A extends HttpAnswer | FanOutAnswer>(rounds: Rounds<A>, count: (answer: A) => number) {
  const micros = (answer: A, of: 'server' | 'postgres') => (answer.cpu[of] * 1000) / count(answer)
  const total = (answer: A) => micros(answer, 'server') + micros(answer, 'postgres')
  return {
    cpu: both(rounds, (answers) => ({
      server: middle(answers, (answer) => micros(answer, 'server')),
      postgres: middle(answers, (answer) => micros(answer, 'postgres')),
    })),
    cpuRatio: spreadOf(rounds.ours.map((answer, round) => total(answer) / total(rounds.limit[round]!))),
  }
}

function both<A, T>(rounds: Rounds<A>, of: (answers: A[]) => T): Both<T> {
  return { limit: of(rounds.limit), ours: of(rounds.ours) }
}

function middle<A>(answers: readonly A[], of: (answer: A) => number): number {
  return spreadOf(answers.map(of)).median
}

/** Whether a row reaches its target; null where it has none. */
export function isMet({ target, ratio }: Row): boolean | null {
  if (target === undefined) return null
  return target > 0 ? ratio.median >= target : ratio.median <= -target
}

/** What it was measured on, in one line. */
export function machine(): string {
  const [cpu] = os.cpus()
  const memory = (os.totalmem() / 2 ** 30).toFixed(0)
  return `${os.availableParallelism()} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory} GiB, Node ${process.versions.node}, ${os.type()} ${os.release()}`
}

import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { countedMetrics } from '../metrics.ts'

/** How long /metrics waits for the database, in milliseconds: Prometheus itself waits ten seconds. */
const DATABASE_MS = 3_000

/** What all nodes have in common, read from the database. */
export interface DeskState {
  jobs: { task: string; state: string; count: number; oldestSeconds: number }[]
  /** The age of the oldest mail that waits to be sent, in seconds; 0 without one. */
  oldestMailSeconds: number
  /** The age of the last daily backup, in seconds; null if the desk makes none, or none is complete yet. */
  backupSeconds: number | null
}

/** What /metrics reads when it is asked. */
export interface MetricsSources {
  live(): { groups: number; members: number; sockets: number }
  pools: Readonly<Record<string, pg.Pool>>
  desk(): Promise<DeskState>
}

/** The metrics of the node and of its desk in Prometheus format. */
export function createMetrics(sources: MetricsSources): { contentType: string; text(): Promise<string> } {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const node = nodeGauges(registry)
  const desk = deskGauges(registry)
  const text = async () => {
    node(sources)
    desk(await withinTime(sources.desk()))
    return `${await registry.metrics()}${await countedMetrics.metrics()}`
  }
  return { contentType: registry.contentType, text }
}

function nodeGauges(registry: Registry): (sources: MetricsSources) => void {
  const gauge = gaugeIn(registry)
  const subscribers = gauge('parley_live_subscribers', 'Subscribers that follow a feed on this node.')
  const groups = gauge('parley_live_groups', 'Groups of subscribers: each is read and executed once.')
  const sockets = gauge('parley_sockets', 'Signed-in WebSockets and event streams of this node.')
  const connections = gauge('parley_pool_connections', 'Open database connections by pool and state (used, idle).', [
    'pool',
    'state',
  ])
  const max = gauge('parley_pool_connections_max', 'The limit of connections of a pool.', ['pool'])
  const waiting = gauge('parley_pool_waiting', 'Operations that wait for a connection right now.', ['pool'])
  return ({ live, pools }) => {
    const now = live()
    subscribers.set(now.members)
    groups.set(now.groups)
    sockets.set(now.sockets)
    for (const [pool, { totalCount, idleCount, waitingCount, options }] of Object.entries(pools)) {
      connections.set({ pool, state: 'used' }, totalCount - idleCount)
      connections.set({ pool, state: 'idle' }, idleCount)
      max.set({ pool }, options.max)
      waiting.set({ pool }, waitingCount)
    }
  }
}

function deskGauges(registry: Registry): (desk: DeskState | null) => void {
  const gauge = gaugeIn(registry)
  const reachable = gauge('parley_database_up', '1 if the database answered, 0 otherwise.')
  const jobs = gauge('parley_jobs', 'Jobs of the desk by task and state (waiting, running, retrying, failed).', [
    'task',
    'state',
  ])
  const overdue = gauge(
    'parley_jobs_overdue_seconds',
    'How long the oldest job of a task has been due without running.',
    ['task'],
  )
  const mail = gauge(
    'parley_mail_oldest_unsent_seconds',
    'The age of the oldest mail in the outbox that waits to be sent.',
  )
  const backup = gauge('parley_backup_age_seconds', 'The age of the last daily backup, if the desk makes them.')
  return (desk) => {
    // A state that is not known must not look like the last one.
    for (const one of [jobs, overdue, mail, backup]) one.reset()
    for (const one of [mail, backup]) one.remove()
    reachable.set(desk ? 1 : 0)
    if (!desk) return
    for (const { task, state, count, oldestSeconds } of desk.jobs) {
      jobs.set({ task, state }, count)
      if (state === 'waiting' || state === 'retrying') overdue.set({ task }, Math.max(oldestSeconds, 0))
    }
    mail.set(desk.oldestMailSeconds)
    if (desk.backupSeconds !== null) backup.set(desk.backupSeconds)
  }
}

function gaugeIn(registry: Registry) {
  return <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] })
}

/** Null if the database fails or does not answer in time: the other metrics are needed most at that moment. */
function withinTime(state: Promise<DeskState>): Promise<DeskState | null> {
  return Promise.race([state.catch(() => null), sleep(DATABASE_MS, null, { ref: false })])
}

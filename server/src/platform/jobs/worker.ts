import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  Logger as QueueLogger,
  parseCronItems,
  run,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import pg from 'pg'
import type { Logger } from '../log.ts'
import { QUEUE_SCHEMA } from './install.ts'
import { releaseJobsOfDeadNodes, reportAlive, reportGone } from './liveness.ts'
import { inJobSpan } from '../tracing.ts'
import type { ScheduledTask, Task } from './task.ts'

/** Jobs that one node runs at the same time. */
const CONCURRENCY = 2
/** How often a node polls for jobs that have become due, in milliseconds; PostgreSQL notifies it of new ones. */
const POLL_MS = 2_000
/** How often a node sends its heartbeat and looks for dead nodes, in milliseconds. */
const HEARTBEAT_MS = 10_000
/** After so many seconds without a heartbeat a node counts as dead, and other nodes run its jobs. */
const DEAD_AFTER_SECONDS = 30
/** How long a worker that has lost the database waits before it starts again, in milliseconds. */
const RESTART_MS = 1_000

interface WorkerOptions {
  /** The database as the role `parley_jobs`. */
  url: string
  tasks: Readonly<Record<string, Task>>
  schedule: readonly ScheduledTask[]
  log: Logger
  /** The interval of the heartbeat, in milliseconds, and the time without one after which a node is dead, in seconds; tests shorten both. */
  heartbeatMs?: number
  deadAfterSeconds?: number
}

/** The part of a node that runs jobs. */
export interface JobWorker {
  /** Takes no further jobs, and resolves once the running ones have ended. */
  close(): Promise<void>
  /** The jobs of all nodes by task and state, and how many seconds the oldest of each has been due. */
  count(): Promise<JobCount[]>
}

interface JobCount {
  task: string
  state: string
  count: number
  oldestSeconds: number
}

// The states are those that admins see (backgroundJobs/reads.ts).
const COUNT = `
  SELECT task, state, count(*)::int AS count, extract(epoch FROM now() - min(run_at))::float8 AS "oldestSeconds"
  FROM (SELECT t.identifier AS task, j.run_at, CASE WHEN j.locked_at IS NOT NULL THEN 'running' WHEN j.attempts >= j.max_attempts THEN 'failed'
      WHEN j.attempts > 0 THEN 'retrying' ELSE 'waiting' END AS state
    FROM ${QUEUE_SCHEMA}._private_jobs j JOIN ${QUEUE_SCHEMA}._private_tasks t ON t.id = j.task_id) jobs
  GROUP BY task, state`

/** Starts running jobs. A lost database connection does not end the process: the worker starts again. */
export function startJobWorker({
  url,
  tasks,
  schedule,
  log,
  heartbeatMs = HEARTBEAT_MS,
  deadAfterSeconds = DEAD_AFTER_SECONDS,
}: WorkerOptions): JobWorker {
  const node = randomUUID()
  const pool = new pg.Pool({
    connectionString: url,
    max: CONCURRENCY + 3,
    keepAlive: true,
    application_name: 'parley jobs',
    options: '-c parley.viewer_role=jobs',
  })
  pool.on('error', (error) => log.warn({ err: error.message }, 'the job queue lost a database connection'))
  const closing = new AbortController()
  const workerIds = new Set<string>()
  const supervised = supervise(closing.signal, log, () =>
    startRunner({ pool, tasks, schedule, log, workerIds, signal: closing.signal }),
  )
  const beat = async () => {
    await reportAlive(pool, node, [...workerIds])
    const released = await releaseJobsOfDeadNodes(pool, deadAfterSeconds)
    if (released > 0) log.warn({ jobs: released }, 'jobs of a dead node were released')
  }
  const quietBeat = () =>
    beat().catch((error: Error) => log.debug({ err: error.message }, 'the heartbeat of the job queue failed'))
  let beating = quietBeat()
  const heartbeat = setInterval(() => (beating = quietBeat()), heartbeatMs)
  return {
    count: async () => (await pool.query<JobCount>(COUNT)).rows,
    close: async () => {
      clearInterval(heartbeat)
      closing.abort()
      await supervised
      // Otherwise it could add this node again.
      await beating
      await reportGone(pool, node).catch(() => {})
      await pool.end()
    },
  }
}

type RunnerOptions = Pick<WorkerOptions, 'tasks' | 'schedule' | 'log'> & {
  pool: pg.Pool
  workerIds: Set<string>
  signal: AbortSignal
}

function startRunner({ pool, tasks, schedule, log, workerIds, signal }: RunnerOptions): Promise<Runner> {
  const events = new EventEmitter() as WorkerEvents
  events.on('worker:create', ({ worker }) => workerIds.add(worker.workerId))
  return run({
    pgPool: pool,
    schema: QUEUE_SCHEMA,
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    taskList: taskListOf(tasks, signal),
    parsedCronItems: parseCronItems(
      schedule.map(({ task, cron }) => ({
        task,
        match: cron,
        identifier: task,
        options: { jobKey: task, maxAttempts: 3, backfillPeriod: 0 },
      })),
    ),
    events,
    logger: queueLogger(log),
  })
}

/** Keeps a runner running until `signal` is aborted: one that ended because it lost the database is started again. */
async function supervise(signal: AbortSignal, log: Logger, start: () => Promise<Runner>): Promise<void> {
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  while (!signal.aborted) {
    // One runner after the other.
    try {
      const runner = await start()
      await Promise.race([runner.promise, aborted])
      if (signal.aborted) await runner.stop().catch(() => {})
    } catch (error) {
      log.warn({ err: (error as Error).message }, 'the job queue cannot be reached; trying again')
      await Promise.race([sleep(RESTART_MS), aborted])
    }
  }
}

function taskListOf(tasks: Readonly<Record<string, Task>>, signal: AbortSignal): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (given: unknown, { job }) => {
        const { traceparent, ...payload } = (given ?? {}) as Record<string, unknown>
        const context = { attempt: job.attempts, isLastAttempt: job.attempts >= job.max_attempts, signal }
        return inJobSpan(name, { traceparent }, () => task(payload, context))
      },
    ]),
  )
}

// The queue's own log lines: a success is a debug line, a failure a warning that names the job.
function queueLogger(log: Logger): QueueLogger {
  return new QueueLogger(() => (level, message, meta) => {
    if (level === 'error')
      log.warn({ job: (meta as { job?: { id: string } } | undefined)?.job?.id }, message.split('\n')[0])
    else if (level === 'warning') log.warn(message)
    else log.debug(message)
  })
}

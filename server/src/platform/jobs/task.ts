/** The context of a task's job, besides its payload. */
export interface JobContext {
  /** The number of this attempt, from 1. */
  attempt: number
  /** Whether the job fails for good if this attempt fails. */
  isLastAttempt: boolean
  /** Aborted when this node stops: a long task ends at the next safe point and leaves the rest to another job. */
  signal: AbortSignal
}

/** The work of one kind of job. It may run more than once: if it throws, it is retried with increasing delays. */
export type Task = (payload: Record<string, unknown>, job: JobContext) => Promise<void>

/** A task that runs at the minutes that `cron` names (UTC), once whatever the number of nodes. */
export interface ScheduledTask {
  task: string
  cron: string
}

import { Counter, Histogram, Registry } from 'prom-client'

/** The metrics that are counted where something happens; http/metrics.ts adds those that are read at the request. */
export const countedMetrics = new Registry()
const registers = [countedMetrics]

/** From a cached read to an operation that ran into a time limit, in seconds. */
const OPERATION_BUCKETS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10]

/** The labels are bounded: `operation` is a field of the schema, never a name that a client has chosen. */
export const operationSeconds = new Histogram({
  name: 'parley_operation_seconds',
  help: 'Duration of GraphQL operations, with their transaction, by their first field and outcome (ok, error).',
  labelNames: ['operation', 'type', 'outcome'] as const,
  buckets: OPERATION_BUCKETS,
  registers,
})

export const errorsTotal = new Counter({
  name: 'parley_errors_total',
  help: 'Rejected requests by code (docs/errors.md).',
  labelNames: ['code'] as const,
  registers,
})

export const liveExecutionsTotal = new Counter({
  name: 'parley_live_executions_total',
  help: 'Executions of subscriptions, one for each delivery of a group: shared by all staff, or individual, for one person.',
  labelNames: ['kind'] as const,
  registers,
})

export const directAnswers = new Counter({
  name: 'parley_direct_answers_total',
  help: 'Queries whose document has a generated statement, by who answered them: the statement, or graphql-js (docs/trusted-documents.md).',
  labelNames: ['by'] as const,
  registers,
})

export const hintToFrameSeconds = new Histogram({
  name: 'parley_hint_to_frame_seconds',
  help: 'From a notification of PostgreSQL to the frame written to all sockets of a group that had nothing to catch up on.',
  buckets: [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
  registers,
})

export const poolWaitSeconds = new Histogram({
  name: 'parley_pool_wait_seconds',
  help: 'How long operations waited for a database connection.',
  labelNames: ['pool'] as const,
  buckets: [0.001, 0.01, 0.1, 1, 10],
  registers,
})

import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { connectionType } from '../graphql/connectionType.ts'
import { globalId, parseGlobalId } from '../graphql/globalId.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { pageCursor, pageOf } from '../platform/page.ts'
import { noteDenial } from '../platform/requestScope.ts'
import { signedIn } from '../graphql/context.ts'
import { canManageJobs } from './policy.ts'
import { type Job, JOB_STATES, listJobs } from './reads.ts'
import { retryJob } from './retryJob.ts'

const BackgroundJobState = builder.enumType('BackgroundJobState', {
  description: 'The state of a background job.',
  values: {
    WAITING: { value: 'waiting', description: 'Due now or later.' },
    RUNNING: { value: 'running', description: 'Running now.' },
    RETRYING: { value: 'retrying', description: 'Failed, and due again later.' },
    FAILED: { value: 'failed', description: 'Out of attempts; it is not retried automatically.' },
  } as const,
})

const BackgroundJob = builder.objectRef<Job>('BackgroundJob').implement({
  description: 'Work that the desk does in the background. A job that has succeeded is deleted.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: ({ id }) => globalId('BackgroundJob', id) }),
    task: t.exposeString('task', { description: 'The kind of work.' }),
    state: t.expose('state', { type: BackgroundJobState, description: 'Its state.' }),
    attempts: t.exposeInt('attempts', { description: 'The number of attempts so far.' }),
    maxAttempts: t.exposeInt('maxAttempts', { description: 'The number of attempts after which it has failed.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    runAt: t.expose('runAt', { type: 'DateTime', description: 'When it is due.' }),
    lastError: t.exposeString('lastError', { nullable: true, description: 'Why the last attempt failed.' }),
  }),
})

const BackgroundJobConnection = connectionType<Job>('BackgroundJob', BackgroundJob, 'background jobs')

builder.queryField('backgroundJobs', (t) =>
  t.field({
    type: BackgroundJobConnection,
    nullable: true,
    authScopes: { signedIn: true },
    description: 'The background jobs that have not succeeded, newest first. Admins only: null for everyone else.',
    args: {
      states: t.arg({ type: [BackgroundJobState], description: 'The states to include; all by default.' }),
      first: t.arg.int({ description: 'The number of jobs from the start; 25 by default, 100 at most.' }),
      after: t.arg.string({ description: 'After this edge’s cursor.' }),
    },
    complexity: ({ first }) => ({ field: 1, multiplier: Math.min(100, first ?? 25) }),
    resolve: async (_root, { states, ...page }, context) => {
      if (!canManageJobs(signedIn(context))) {
        noteDenial('FORBIDDEN')
        return null
      }
      return connectionOf(await listJobs(states ?? JOB_STATES, pageOf(page, 1)), ({ id }) => pageCursor(id))
    },
  }),
)

const RetryBackgroundJobInput = builder.inputType('RetryBackgroundJobInput', {
  description: 'The job to retry.',
  fields: (t) => ({ jobId: t.id({ required: true, description: 'The job.' }) }),
})

const RetryBackgroundJobPayload = payloadType<{ job: Job | null }>('RetryBackgroundJobPayload', 'The retried job.')
builder.objectField(RetryBackgroundJobPayload, 'job', (t) =>
  t.field({
    type: BackgroundJob,
    nullable: true,
    description: 'Null if the retry was refused.',
    resolve: ({ job }) => job ?? null,
  }),
)

builder.mutationField('retryBackgroundJob', (t) =>
  t.field({
    type: RetryBackgroundJobPayload,
    authScopes: { signedIn: true },
    description: 'Retries a waiting or failed background job now. Admins only.',
    args: { input: t.arg({ type: RetryBackgroundJobInput, required: true, description: 'The job to retry.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => ({ job: await retryJob(signedIn(context), jobKey(input.jobId)) })),
  }),
)

/** The queue's number of a job; an empty string, which matches nothing, for any other id. */
function jobKey(id: string): string {
  const parsed = parseGlobalId(id)
  return parsed?.type === 'BackgroundJob' ? parsed.key : ''
}

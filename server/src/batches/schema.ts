import { builder } from '../graphql/builder.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { changeFeed, stateFirst } from '../live/changes.ts'
import { fromNow } from '../live/feed.ts'
import { pageOf } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import { changeFields } from '../tickets/schema.changes.ts'
import { filterOf, TicketFilter } from '../tickets/schema.filter.ts'
import { signedIn } from '../tickets/schema.mutations.ts'
import { agentOf } from '../tickets/schema.staff.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { type BatchJob, readJob, readJobs, readProblems } from './job.ts'
import { startBatch } from './startBatch.ts'
import { cancelBatch, undoBatch } from './undoBatch.ts'

const BatchState = builder.enumType('BatchState', {
  description: 'How far a batch is.',
  values: {
    RUNNING: { value: 'running', description: 'On its way.' },
    DONE: { value: 'done', description: 'Every ticket has been looked at.' },
    CANCELLED: { value: 'cancelled', description: 'Stopped; what was done stays.' },
    UNDOING: { value: 'undoing', description: 'On its way back.' },
    UNDONE: { value: 'undone', description: 'Taken back, except for what others have changed since.' },
  } as const,
})

const BatchProblem = builder.objectRef<{ ticketId: string; problem: string }>('BatchProblem').implement({
  description: 'A ticket that a batch could not change, or could not restore.',
  fields: (t) => ({
    ticket: t.field({ type: Ticket, description: 'Which.', resolve: ({ ticketId }) => ticketId }),
    reason: t.exposeString('problem', { description: 'Why.' }),
  }),
})

const BatchJobType = builder.objectRef<BatchJob>('BatchJob')
builder.objectType(BatchJobType, {
  description: 'A change of very many tickets, done in parts under the identity of whoever started it.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: ({ id }) => globalId('BatchJob', id) }),
    state: t.field({ type: BatchState, description: 'How far it is.', resolve: ({ state }) => state }),
    total: t.exposeInt('total', { description: 'Tickets in it: those that matched when it was started.' }),
    processed: t.exposeInt('processed', { description: 'Tickets looked at so far; of an undo, those taken back.' }),
    changed: t.exposeInt('changed', { description: 'Tickets it has changed.' }),
    failed: t.exposeInt('failed', { description: 'Tickets it could not change.' }),
    restored: t.exposeInt('restored', { description: 'Tickets that are as they were again.' }),
    conflicts: t.exposeInt('conflicts', {
      description: 'Tickets that were not restored: others have changed them since.',
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When it was started.',
      resolve: ({ createdAt }) => createdAt.toISOString(),
    }),
    endedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it ended.',
      resolve: ({ endedAt }) => endedAt?.toISOString() ?? null,
    }),
    problems: t.field({
      type: [BatchProblem],
      description: 'What went wrong, ticket by ticket.',
      args: { first: t.arg.int({ defaultValue: 10, description: 'So many; 100 at most.' }) },
      resolve: ({ id, failed, conflicts }, { first }) =>
        failed + conflicts > 0 ? readProblems(id, pageOf({ first }, 0).limit) : [],
    }),
  }),
})

const BatchChanges = builder.inputType('BatchChanges', {
  description: 'What a batch sets. Each field left out stays as it is.',
  fields: changeFields,
})
const StartBatchInput = builder.inputType('StartBatchInput', {
  description: 'A change of every ticket that matches; at most 200,000.',
  fields: (t) => ({
    clientId: t.id({
      required: true,
      description: 'UUID minted by the client; a retry with the same one starts nothing new.',
    }),
    filter: t.field({ type: TicketFilter, description: 'Which tickets; left out, all of them.' }),
    changes: t.field({ type: BatchChanges, required: true, description: 'What to set.' }),
  }),
})
const BatchIdInput = builder.inputType('BatchIdInput', {
  description: 'Which batch.',
  fields: (t) => ({ jobId: t.id({ required: true, description: 'The batch’s id.' }) }),
})

const BatchPayload = payloadType<{ job: BatchJob | null }>('BatchPayload', 'The batch as it is now.')
builder.objectField(BatchPayload, 'job', (t) =>
  t.field({
    type: BatchJobType,
    nullable: true,
    description: 'Null when nothing was done.',
    resolve: ({ job }) => job ?? null,
  }),
)

builder.queryField('batch', (t) =>
  t.field({
    type: BatchJobType,
    nullable: true,
    authScopes: { signedIn: true },
    description: 'A batch of one’s own; null where there is none of this id.',
    args: { jobId: t.arg.id({ required: true, description: 'Which.' }) },
    resolve: (_root, { jobId }) => readJob(uuidOf(jobId, 'BatchJob')),
  }),
)

builder.mutationFields((t) => {
  const onJob = (description: string, work: (viewer: ReturnType<typeof signedIn>, id: string) => Promise<void>) =>
    t.field({
      type: BatchPayload,
      authScopes: { signedIn: true },
      description,
      args: { input: t.arg({ type: BatchIdInput, required: true, description: 'Which.' }) },
      resolve: (_root, { input }, context) =>
        answer(async () => {
          const id = uuidOf(input.jobId, 'BatchJob')
          await work(signedIn(context), id)
          return { job: await readJob(id) }
        }),
    })
  return {
    startBatch: t.field({
      type: BatchPayload,
      authScopes: { signedIn: true },
      description: 'Staff: has every ticket that matches changed, in parts; `batchProgress` tells how far it is.',
      args: { input: t.arg({ type: StartBatchInput, required: true, description: 'The change.' }) },
      resolve: (_root, { input: { clientId, filter, changes } }, context) =>
        answer(async () => {
          const { agentId, ...rest } = changes
          const id = await startBatch(signedIn(context), {
            clientId,
            filter: filterOf(filter),
            changes: { ...rest, agentId: agentOf(agentId) },
          })
          return { job: await readJob(id) }
        }),
    }),
    cancelBatch: onJob('Stops a batch of one’s own where it is; what is done stays, and can be undone.', cancelBatch),
    undoBatch: onJob(
      'Takes back a batch of one’s own that has just ended, except for what others have changed since.',
      undoBatch,
    ),
  }
})

builder.subscriptionField('batchProgress', (t) =>
  t.field({
    type: BatchJobType,
    authScopes: { signedIn: true },
    description: 'A batch of one’s own as it is, and whenever it has come further, as it is then.',
    args: { jobId: t.arg.id({ required: true, description: 'Which.' }) },
    subscribe: async (_root, { jobId }, { identity }) => {
      const id = uuidOf(jobId, 'BatchJob')
      if (!(await readJob(id))) throw new RequestError('NOT_FOUND', 'There is no such batch.')
      const load = async (ids: string[]) => (ids.includes(id) ? readJobs([id]) : [])
      const feed = stateFirst(changeFeed({ topic: 'batch_jobs', whose: 'own', load }, identity!), () => readJob(id))
      return fromNow(feed, identity!)
    },
    resolve: (job) => job as unknown as BatchJob,
  }),
)

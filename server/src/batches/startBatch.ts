import { audienceScopeOf } from '../log/audienceScope.ts'
import { checkedClientId } from '../platform/clientId.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { planForValues, statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { staffOnly } from '../tickets/assigning.ts'
import { type Filter, filterSql, Parameters } from '../tickets/filter.ts'
import { countTickets } from '../tickets/reads.ts'
import { type BatchChange, checkedChange } from '../tickets/updateTickets.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { continueBatchSoon } from './continueBatch.ts'
import { readJob } from './job.ts'

/** The maximum number of tickets of one job. */
export const JOB_MAX = 200_000

const insert = statement<{ id: string }>(`
  INSERT INTO batch_jobs (id, owner_id, changes, total) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id`)
const setTotal = statement(`
  UPDATE batch_jobs SET total = (SELECT count(*) FROM batch_items WHERE job_id = $1) WHERE id = $1`)

/**
 * Records a change of every ticket that matches now; background jobs then run it in parts. Repeating the same `clientId`
 * starts nothing new. Returns the job's id, which is the `clientId`.
 */
export async function startBatch(
  viewer: Viewer,
  input: { clientId: string; filter: Filter; changes: BatchChange },
): Promise<string> {
  staffOnly(viewer)
  const id = checkedClientId(input.clientId)
  if (await readJob(id)) return id
  const changes = Object.entries(await checkedChange(input.changes)).filter(([, to]) => !isNothing(to))
  const count = await countTickets(input.filter)
  if (count === 0) throw new UserError('VALIDATION', 'No ticket matches.', ['input', 'filter'])
  if (count > JOB_MAX)
    throw new UserError(
      'VALIDATION',
      `At most ${JOB_MAX.toLocaleString('en')} tickets at once; ${count.toLocaleString('en')} match.`,
      ['input', 'filter'],
    )
  if (!(await insert.first(id, viewer.id, JSON.stringify(Object.fromEntries(changes)), count)))
    throw new UserError('IDEMPOTENCY_CONFLICT', 'Another batch was started with this clientId.', ['input', 'clientId'])
  await noteTickets(id, viewer.id, input.filter)
  await setTotal.rows(id)
  await continueBatchSoon(id)
  return id
}

/** Empty lists of tags are removed, since the audit log would name them as changes. */
const isNothing = (to: unknown): boolean => Array.isArray(to) && to.length === 0

async function noteTickets(jobId: string, ownerId: string, filter: Filter): Promise<void> {
  const parameters = new Parameters()
  const [job, owner] = [parameters.add(jobId), parameters.add(ownerId)]
  const where = filterSql(filter, audienceScopeOf(currentOperation().identity), parameters)
  await planForValues()
  // In the order of their ids, in which tickets are locked.
  await statement(`INSERT INTO batch_items (job_id, owner_id, position, ticket_id)
    SELECT ${job}::uuid, ${owner}::uuid, row_number() OVER (ORDER BY t.id), t.id FROM support_tickets t WHERE ${where}`).rows(
    ...parameters.values,
  )
}

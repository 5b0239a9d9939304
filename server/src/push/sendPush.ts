import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import type { JobContext } from '../platform/jobs/task.ts'
import { type PushDesk, sendPushMessage, type Subscription } from '../platform/push/pushService.ts'

// What was read while it waited is not sent any more; a message that withdraws something has no deliveries.
const read = statement<Subscription & { payload: string; isWanted: boolean }>(`
  SELECT s.endpoint, s.p256dh, s.auth, p.payload, p.group_id IS NULL OR EXISTS (
    SELECT FROM notification_deliveries d JOIN notifications n ON n.id = d.notification_id
    WHERE d.mail_id = p.group_id AND n.read_at IS NULL) AS "isWanted"
  FROM push_outbox p JOIN push_subscriptions s ON s.id = p.subscription_id WHERE p.id = $1`)
const remove = statement('DELETE FROM push_outbox WHERE id = $1')
// One browser that was reached is enough: then the failures of others change nothing.
const reached = statement(`
  WITH push AS (DELETE FROM push_outbox WHERE id = $1 RETURNING group_id)
  UPDATE notification_deliveries d SET status = 'sent', reason = 'delivered', problem = NULL
  FROM push WHERE d.mail_id = push.group_id`)
const failed = statement(`
  WITH push AS (DELETE FROM push_outbox WHERE id = $1 RETURNING group_id)
  UPDATE notification_deliveries d SET status = 'failed', reason = 'refused', problem = $2, settled_at = clock_timestamp()
  FROM push WHERE d.mail_id = push.group_id AND d.reason <> 'delivered'`)
const unsubscribe = statement('DELETE FROM push_subscriptions WHERE endpoint = $1')

/**
 * The job `send_push`: sends one message to one browser. If a node dies between the push service's answer and its own record, it is
 * sent once more: the notification replaces itself, since it has the same tag.
 */
export async function sendPush(
  { pools, push }: { pools: Pools; push: PushDesk },
  pushId: string,
  { isLastAttempt }: Pick<JobContext, 'isLastAttempt'>,
): Promise<void> {
  const run = <T>(work: () => Promise<T>) => asIdentity(pools, MAINTENANCE, 'write', work)
  const message = await run(() => read.first(pushId))
  if (!message?.isWanted) return void (await run(() => remove.rows(pushId)))
  // No transaction stays open while the push service answers.
  const status = await sendPushMessage(push, message, message.payload).catch((error: Error) => error)
  if (typeof status === 'number' && status >= 200 && status < 300) return void (await run(() => reached.rows(pushId)))
  // The browser has unsubscribed, or its subscription has expired.
  const isGone = status === 404 || status === 410
  const problem = isGone ? 'the browser is no longer subscribed' : problemOf(status)
  if (!isGone && !isLastAttempt && isPassing(status)) throw new Error(problem)
  await run(async () => {
    await failed.rows(pushId, problem)
    if (isGone) await unsubscribe.rows(message.endpoint)
  })
}

const isPassing = (status: number | Error): boolean => typeof status !== 'number' || status === 429 || status >= 500

const problemOf = (status: number | Error): string =>
  typeof status === 'number'
    ? `the push service answered ${status}`
    : `the push service: ${status.message.slice(0, 200)}`

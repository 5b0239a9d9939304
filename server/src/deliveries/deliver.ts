import { LANGUAGE_OF } from '../languages/languages.ts'
import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import type { ChannelSender, DueDelivery, Outcome, Recipient } from './channels.ts'
import type { ReasonCode } from './strings.ts'

const findRecipient = statement<Recipient & Record<string, unknown>>(
  `SELECT id, role, name, email, ${LANGUAGE_OF} FROM users WHERE id = $1 AND disabled_at IS NULL`,
)
const giveUp =
  statement(`UPDATE notification_deliveries SET status = 'cancelled', reason = $3, settled_at = clock_timestamp()
  WHERE user_id = $1 AND channel = $2::notification_channel AND status = 'pending'`)

// Once one is due, everything that waits goes with it. Notifications that this person may no longer read are not joined.
const lockDue = statement<DueDelivery & { isRead: boolean; isVisible: boolean }>(`
  SELECT d.id, d.notification_id AS "notificationId", d.message_id AS "messageId", n.read_at IS NOT NULL AS "isRead", n.id IS NOT NULL AS "isVisible"
  FROM notification_deliveries d LEFT JOIN notifications n ON n.id = d.notification_id
  WHERE d.user_id = (SELECT viewer_id()) AND d.channel = $1::notification_channel AND d.status = 'pending' AND EXISTS (
    SELECT FROM notification_deliveries o WHERE o.user_id = (SELECT viewer_id()) AND o.channel = $1::notification_channel
      AND o.status = 'pending' AND o.due_at <= clock_timestamp())
  ORDER BY d.decided_at FOR UPDATE OF d SKIP LOCKED`)
const settle = statement(`
  UPDATE notification_deliveries d SET status = r.status, reason = r.reason, settled_at = clock_timestamp(), mail_id = $4::uuid
  FROM unnest($1::uuid[], $2::delivery_status[], $3::text[]) AS r (id, status, reason) WHERE d.id = r.id`)

const addRemaining = statement(`
  SELECT add_job('deliver_notifications', $1::json, $2, min(due_at), keep_earlier => true) FROM notification_deliveries
  WHERE user_id = $3 AND channel = $4::notification_channel AND status = 'pending' HAVING count(*) > 0`)
const addMissing = statement(`
  SELECT add_job('deliver_notifications', json_build_object('channel', channel, 'userId', user_id), 'deliver:' || channel || ':' || user_id,
    min(due_at), keep_existing => true)
  FROM notification_deliveries WHERE status = 'pending' AND due_at < now() - interval '1 minute' GROUP BY channel, user_id`)

/**
 * The job `deliver_notifications`: sends one person what is due on one channel. Everything is read as the recipient, and settled in
 * the transaction that writes the outbox: a node that dies in between changes nothing.
 */
export async function deliverNotifications(
  { pools, senders }: { pools: Pools; senders: readonly ChannelSender[] },
  job: { channel: string; userId: string },
): Promise<void> {
  const asMaintenance = <T>(work: () => Promise<T>) => asIdentity(pools, MAINTENANCE, 'write', work)
  const sender = senders.find(({ channel }) => channel === job.channel)
  const recipient = await asMaintenance(() => findRecipient.first(job.userId))
  if (!sender || !recipient) {
    const reason: ReasonCode = recipient ? 'not_configured' : 'disabled'
    await asMaintenance(() => giveUp.rows(job.userId, job.channel, reason))
    return
  }
  await asIdentity(pools, { role: recipient.role, userId: recipient.id }, 'write', () => sendDue(sender, recipient))
  // Afterwards, so that no other operation waits for the job's row while this waits for a delivery.
  const key = `deliver:${job.channel}:${job.userId}`
  await asMaintenance(() => addRemaining.rows(JSON.stringify(job), key, job.userId, job.channel))
}

async function sendDue(sender: ChannelSender, recipient: Recipient): Promise<void> {
  const locked = await lockDue.rows(sender.channel)
  if (locked.length === 0) return
  const due = locked.filter(({ isRead, isVisible }) => !isRead && isVisible)
  const outcome: Outcome = due.length > 0 ? await sender.send(recipient, due) : { unsent: new Map() }
  const reasons = locked.map(({ id, isRead, isVisible }): ReasonCode => {
    if (!isVisible) return 'no_access'
    return isRead ? 'read' : (outcome.unsent.get(id) ?? 'unread')
  })
  const statuses = reasons.map((reason) => (reason === 'unread' ? 'sent' : 'cancelled'))
  const ids = locked.map(({ id }) => id)
  await settle.rows(ids, statuses, reasons, outcome.mailId ?? null)
}

/** Adds the jobs of deliveries that are overdue without one, as maintenance. */
export async function addMissingDeliveryJobs(): Promise<void> {
  await addMissing.rows()
}

import { statement } from '../platform/database/statement.ts'

/** The provider's code for a number that has answered STOP. */
const STOPPED = 21610

const accept = statement(`
  UPDATE text_messages SET state = 'accepted', provider_id = $2, unanswered = 0, body = NULL
  WHERE id = $1 AND state = 'waiting'`)
const deliver = statement(`
  WITH text AS (UPDATE text_messages SET state = 'delivered', provider_id = $2, body = NULL
    WHERE id = $1 AND state IN ('waiting', 'accepted') AND coalesce(provider_id, $2) = $2 RETURNING id)
  UPDATE notification_deliveries d SET status = 'sent', reason = 'delivered' FROM text WHERE d.mail_id = text.id`)
const fail = statement<{ phone: string }>(`
  WITH text AS (UPDATE text_messages SET state = 'failed', problem = $2, body = NULL
    WHERE id = $1 AND state = ANY ($3::text_message_state[]) AND ($4::text IS NULL OR coalesce(provider_id, $4) = $4) RETURNING id, phone),
  failed AS (UPDATE notification_deliveries d SET status = 'failed', reason = 'refused', problem = $2, settled_at = clock_timestamp()
    FROM text WHERE d.mail_id = text.id RETURNING d.id)
  SELECT phone, (SELECT count(*) FROM failed) FROM text`)
const stop = statement(`
  WITH people AS (UPDATE notification_settings SET texts_stopped_at = coalesce(texts_stopped_at, now()) WHERE phone = $1 RETURNING user_id)
  UPDATE notification_deliveries d SET status = 'cancelled', reason = 'stopped', settled_at = clock_timestamp()
  FROM people WHERE d.user_id = people.user_id AND d.channel = 'sms' AND d.status = 'pending'`)
const start = statement('UPDATE notification_settings SET texts_stopped_at = NULL WHERE phone = $1')

/** The provider has accepted it. All functions here run as maintenance. */
export async function acceptText({ id, providerId }: { id: string; providerId: string }): Promise<void> {
  await accept.rows(id, providerId)
}

/** It has arrived on the phone. */
export async function deliverText({ id, providerId }: { id: string; providerId: string }): Promise<void> {
  await deliver.rows(id, providerId)
}

interface Failure {
  id: string
  code: number | null
  problem: string
  /** Set if the provider reports it, of a message that it had accepted. */
  providerId?: string
}

/** The message will not arrive; its deliveries record why. A number that has answered STOP gets nothing more. */
export async function failText({ id, code, problem, providerId }: Failure): Promise<void> {
  const states = providerId ? ['waiting', 'accepted'] : ['waiting']
  const failed = await fail.first(id, problem, states, providerId ?? null)
  if (failed && code === STOPPED) await stopTexts(failed.phone)
}

/** Sends nothing to this number from now on. */
export async function stopTexts(phone: string): Promise<void> {
  await stop.rows(phone)
}

/** Sends to this number again. */
export async function startTexts(phone: string): Promise<void> {
  await start.rows(phone)
}

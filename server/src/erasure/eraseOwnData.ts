import { statement } from '../platform/database/statement.ts'
import { ERASED_SHOP, erasedEmail } from '../viewer/person.ts'

/** What belongs to a person ($1) alone, and to no ticket. */
const OWN = [
  'DELETE FROM sign_ins WHERE user_id = $1',
  'DELETE FROM api_tokens WHERE user_id = $1',
  'DELETE FROM accounts WHERE user_id = $1',
  'DELETE FROM external_shops WHERE shop_id IN (SELECT id FROM sellers WHERE owner_id = $1)',
  'UPDATE support_tickets SET shop_assignee_id = NULL WHERE shop_assignee_id = $1',
  `UPDATE shop_members m SET removed_at = now() FROM sellers s
    WHERE m.user_id = $1 AND m.removed_at IS NULL AND s.id = m.shop_id AND s.owner_id <> $1`,
  'DELETE FROM second_factors WHERE user_id = $1',
  'DELETE FROM passkeys WHERE user_id = $1',
  'DELETE FROM user_pictures WHERE user_id = $1',
  `DELETE FROM verifications v USING users u WHERE u.id = $1
    AND (strpos(lower(v.identifier || ' ' || v.value), lower(u.email)) > 0 OR strpos(v.value, u.id::text) > 0)`,
  'DELETE FROM push_subscriptions WHERE user_id = $1',
  'DELETE FROM phone_codes WHERE user_id = $1',
  'DELETE FROM text_messages WHERE user_id = $1',
  'DELETE FROM notification_settings WHERE user_id = $1',
  'DELETE FROM notification_preferences WHERE user_id = $1',
  'DELETE FROM notifications WHERE user_id = $1',
  'DELETE FROM work_settings WHERE user_id = $1',
  'DELETE FROM time_off WHERE user_id = $1',
  'DELETE FROM saved_views WHERE owner_id = $1',
  'DELETE FROM macros WHERE owner_id = $1',
  'DELETE FROM macro_uses WHERE user_id = $1',
  'DELETE FROM ticket_stars WHERE user_id = $1',
  'DELETE FROM batch_jobs WHERE owner_id = $1',
  'DELETE FROM screen_share_signals WHERE from_id = $1 OR to_id = $1',
  // Requests for a live chat that became no ticket.
  `DELETE FROM chat_request_words WHERE requester_id = $1 AND request_id IN (SELECT id FROM chat_requests WHERE ticket_id IS NULL)`,
  `UPDATE chat_request_words SET note = NULL
    WHERE request_id IN (SELECT id FROM chat_requests WHERE ticket_id IS NULL AND decided_by_id = $1)`,
  // Uploads that were never sent.
  `UPDATE attachments SET state = 'pending_deletion', file_name = 'deleted', sha256 = NULL WHERE owner_id = $1 AND message_id IS NULL`,
  `UPDATE audit_log SET ip = NULL, user_agent = NULL
    WHERE (actor_id = $1 OR (actor_id IS NULL AND target_id = $1)) AND (ip IS NOT NULL OR user_agent IS NOT NULL)`,
].map((text) => statement(text))

const redactErrors = statement('SELECT redact_job_errors(ARRAY[email]) FROM users WHERE id = $1')

const IDENTITY = [
  `UPDATE invitations i SET name = 'Deleted user', email = 'deleted-' || i.id || '@parley.invalid', shop_name = NULL, mail_problem = NULL,
    cancelled_at = CASE WHEN accepted_at IS NULL THEN coalesce(cancelled_at, now()) ELSE cancelled_at END
    FROM users u WHERE u.id = $1 AND (i.user_id = u.id OR i.email = u.email)`,
  `UPDATE shop_invitations i SET email = 'deleted-' || i.id || '@parley.invalid',
    cancelled_at = CASE WHEN accepted_at IS NULL THEN coalesce(cancelled_at, now()) ELSE cancelled_at END
    FROM users u WHERE u.id = $1 AND (i.user_id = u.id OR i.email = u.email OR (i.invited_by = u.id AND i.accepted_at IS NULL))`,
  `UPDATE sellers SET shop_name = '${ERASED_SHOP}', closed_at = coalesce(closed_at, now()) WHERE owner_id = $1`,
  `UPDATE users SET name = 'Deleted user', email = ${erasedEmail('users')}, email_verified = false, avatar_url = NULL,
    expertise = '{}', team = NULL, language = NULL, browser_language = NULL, time_zone = NULL, last_seen_at = NULL, disabled_at = coalesce(disabled_at, now()), updated_at = now() WHERE id = $1`,
  `UPDATE erasures SET finished_at = now(), held_tickets = 0 WHERE user_id = $1`,
].map((text) => statement(text))
const publish = statement(`SELECT publish_change('people', $1, NULL)`)

/** Removes what belongs to a person alone: access, settings, notifications, saved replies and views. One transaction of maintenance. */
export async function eraseOwnData(userId: string): Promise<void> {
  for (const removal of OWN) await removal.rows(userId)
  await redactErrors.rows(userId)
}

/** The last step: removes name, address and picture. The row remains, so that the history has an author. */
export async function eraseIdentity(userId: string): Promise<void> {
  for (const removal of IDENTITY) await removal.rows(userId)
  await publish.rows(userId)
}

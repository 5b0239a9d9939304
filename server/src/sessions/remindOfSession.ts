import { statement } from '../platform/database/statement.ts'
import { addJob } from '../platform/jobs/addJob.ts'

/** The reminders, and how many minutes before the start each is due. */
const REMINDERS = { day: 24 * 60, soon: 10 } as const
const MINUTE_MS = 60_000

/**
 * Adds the reminder jobs of a session, with the current operation; they replace those for an earlier time. Reminders whose time
 * has passed are omitted.
 */
export async function remindLater(sessionId: string, startsAt: Date): Promise<void> {
  for (const [reminder, minutes] of Object.entries(REMINDERS)) {
    const runAt = new Date(startsAt.getTime() - minutes * MINUTE_MS)
    if (runAt.getTime() <= Date.now()) continue
    const payload = { sessionId, reminder, startsAt: startsAt.toISOString() }
    await addJob('remind_of_session', payload, { key: `session_reminder:${sessionId}:${reminder}`, runAt })
  }
}

// Does nothing if the session was moved or cancelled since the job was added, or if the job runs again. People who have declined,
// left the ticket or been disabled are not reminded.
const remind = statement<{ ids: string[] }>(`
  WITH due AS (SELECT s.* FROM sessions s WHERE s.id = $1 AND s.starts_at = $3 AND s.starts_at > now() AND s.cancelled_at IS NULL),
  raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, data)
    SELECT u.id, 'session_reminder', s.ticket_id, jsonb_build_object('sessionId', s.id, 'to', $2::text, 'startsAt', $3::timestamptz)
    FROM due s JOIN support_tickets t ON t.id = s.ticket_id JOIN users u ON u.disabled_at IS NULL AND (u.id = s.host_id OR u.id IN (
      SELECT a.user_id FROM session_attendees a
      WHERE a.session_id = s.id AND a.user_id = ANY (t.participant_ids) AND a.response IS DISTINCT FROM 'declined'))
    WHERE NOT EXISTS (SELECT FROM notifications o WHERE o.user_id = u.id AND o.kind = 'session_reminder' AND o.ticket_id = s.ticket_id
      AND o.data @> jsonb_build_object('sessionId', s.id, 'to', $2::text, 'startsAt', $3::timestamptz))
    ORDER BY u.id
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET data = excluded.data, created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT array_agg(id) AS ids, publish_changes('notifications', array_agg(id), array_agg(user_id)) FROM raised HAVING count(*) > 0`)
// What maintenance loads in bulk is sent nowhere, so that the triggers do not decide about its notifications.
const deliver = statement('SELECT decide_about($1::uuid[])')

/** Reminds the people of a session, in the app and on the channels that they have chosen. Runs as maintenance. */
export async function remindOfSession(payload: Record<string, unknown>): Promise<void> {
  const raised = await remind.first(payload['sessionId'], payload['reminder'], payload['startsAt'])
  if (raised) await deliver.rows(raised.ids)
}

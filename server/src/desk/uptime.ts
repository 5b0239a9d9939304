import { statement } from '../platform/database/statement.ts'

/** The desk was down if no job has noted its uptime for this long: the job runs each minute, and that of a dead node a minute later. */
const DOWN_AFTER = '3 minutes'

// Any number: nodes note it one after another, so that no two begin the same time.
const turn = statement('SELECT pg_advisory_xact_lock(7270010)')
const goOn = statement<{ seen_at: Date }>(
  `UPDATE desk_uptime SET seen_at = now() WHERE seen_at > now() - interval '${DOWN_AFTER}' RETURNING seen_at`,
)
const begin = statement('INSERT INTO desk_uptime DEFAULT VALUES ON CONFLICT DO NOTHING')
// Claims are kept for a week at most.
const forget = statement(`DELETE FROM desk_uptime WHERE seen_at < now() - interval '30 days'`)

/** Notes that the desk is up now: what counts as one time with the last note, unless that is too long ago. */
export async function noteUptime(): Promise<void> {
  await turn.rows()
  if (await goOn.first()) return
  await begin.rows()
  await forget.rows()
}

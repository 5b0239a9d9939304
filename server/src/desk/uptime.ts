import { statement } from '../platform/database/statement.ts'

/** The desk was down if no job recorded its uptime for this long: the job runs each minute, and that of a dead node a minute later. */
const DOWN_AFTER = '3 minutes'

// An arbitrary number: nodes record the uptime one after another, so that no two start the same interval.
const turn = statement('SELECT pg_advisory_xact_lock(7270010)')
const goOn = statement<{ seen_at: Date }>(
  `UPDATE desk_uptime SET seen_at = now() WHERE seen_at > now() - interval '${DOWN_AFTER}' RETURNING seen_at`,
)
const begin = statement('INSERT INTO desk_uptime DEFAULT VALUES ON CONFLICT DO NOTHING')
// Claims are kept for a week at most.
const forget = statement(`DELETE FROM desk_uptime WHERE seen_at < now() - interval '30 days'`)

/** Records that the desk is up now: extends the last interval, unless it ended too long ago. */
export async function noteUptime(): Promise<void> {
  await turn.rows()
  if (await goOn.first()) return
  await begin.rows()
  await forget.rows()
}

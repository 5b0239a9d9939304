import { statement } from '../platform/database/statement.ts'

// The policy says which: everyone's, of ninety days ago. Without a condition of its own the statement needs to see none.
const sweep = statement('DELETE FROM notifications')

/** Deletes notifications that are older than ninety days. Runs as all staff: their policy allows no other deletions. */
export async function sweepNotifications(): Promise<void> {
  await sweep.rows()
}

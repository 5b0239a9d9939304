import { statement } from '../platform/database/statement.ts'

// The policy says which: everyone's, of ninety days ago. Without a condition of its own the statement needs to see none.
const sweep = statement('DELETE FROM notifications')

/** Lets go of what was told ninety days ago. Run as all staff: their policy lets these go, and no others. */
export async function sweepNotifications(): Promise<void> {
  await sweep.rows()
}

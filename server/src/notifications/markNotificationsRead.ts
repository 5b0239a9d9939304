import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'

const IDS_MAX = 1_000

// What is being raised at this moment is left as it is: it is news. Nobody waits for anybody with locks in hand. Other
// tabs and devices are notified once, however many there were.
const mark = statement(`
  WITH marked AS (
    UPDATE notifications SET read_at = clock_timestamp() WHERE id IN (
      SELECT id FROM notifications WHERE user_id = $1 AND read_at IS NULL AND ($2::uuid[] IS NULL OR id = ANY ($2)) FOR UPDATE SKIP LOCKED)
    RETURNING id, user_id),
  one AS (SELECT id, user_id FROM marked LIMIT 1)
  SELECT publish_change('notifications', id, user_id) FROM one`)

/**
 * Marks notifications of the viewer's as read: these, or (null) all. What is nobody's, or read already, stays as it is.
 */
export async function markNotificationsRead(viewer: Viewer, input: { ids: readonly string[] | null }): Promise<void> {
  if (input.ids && input.ids.length > IDS_MAX)
    throw new UserError('VALIDATION', `At most ${IDS_MAX} at once.`, ['input', 'ids'])
  await mark.rows(viewer.id, input.ids && input.ids.filter(isUuid))
}

import { statement } from '../platform/database/statement.ts'
import { collectSoon } from '../platform/files/collectSoon.ts'

const mark = statement<{ id: string }>(`
  UPDATE attachments SET state = 'pending_deletion' WHERE id = $1 AND message_id IS NULL AND state <> 'pending_deletion' RETURNING id`)

/** Marks an unsent upload of the viewer for deletion. False if there is none. */
export async function discardUpload(id: string): Promise<boolean> {
  if (!(await mark.first(id))) return false
  await collectSoon()
  return true
}

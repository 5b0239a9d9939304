import { statement } from '../platform/database/statement.ts'
import { collectSoon } from '../platform/files/collectSoon.ts'

const doom = statement<{ id: string }>(`
  UPDATE attachments SET state = 'doomed' WHERE id = $1 AND message_id IS NULL AND state <> 'doomed' RETURNING id`)

/** Marks an unsent upload of the viewer for deletion. False if there is none. */
export async function discardUpload(id: string): Promise<boolean> {
  if (!(await doom.first(id))) return false
  await collectSoon()
  return true
}

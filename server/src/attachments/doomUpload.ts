import { statement } from '../platform/database/statement.ts'
import { collectSoon } from './collect.ts'

const doom = statement<{ id: string }>(`
  UPDATE attachments SET state = 'doomed' WHERE id = $1 AND message_id IS NULL AND state <> 'doomed' RETURNING id`)

/** Gives up an upload of the viewer's own that was not sent. False where there is none. */
export async function doomUpload(id: string): Promise<boolean> {
  if (!(await doom.first(id))) return false
  await collectSoon()
  return true
}

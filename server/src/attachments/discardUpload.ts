import { statement } from '../platform/database/statement.ts'

const doom = statement<{ id: string }>(`
  UPDATE attachments SET state = 'doomed' WHERE id = $1 AND message_id IS NULL AND state <> 'doomed' RETURNING id`)

/** Marks an unsent upload of the viewer for deletion. False if there is none. */
export async function discardUpload(id: string): Promise<boolean> {
  return (await doom.first(id)) !== undefined
}

import { statement } from '../platform/database/statement.ts'

const doom = statement<{ id: string }>(`
  UPDATE attachments SET state = 'doomed' WHERE id = $1 AND message_id IS NULL AND state <> 'doomed' RETURNING id`)

/** Gives up an upload of the viewer's own that was not sent. False where there is none. */
export async function doomUpload(id: string): Promise<boolean> {
  return (await doom.first(id)) !== undefined
}

const touch = statement(
  `UPDATE attachments SET touched_at = now(), size = greatest(size, $2) WHERE id = $1 AND state = 'uploading'`,
)

/** Notes that bytes have come: so many are here now. */
export async function noteProgress(id: string, bytes: number): Promise<void> {
  await touch.rows(id, bytes)
}

import { statement } from '../platform/database/statement.ts'

// Deleting a message deletes its original too. The bytes of removed rows are collected as orphans.
const remove = statement(`
  DELETE FROM inbound_mails i WHERE (i.state IN ('ignored', 'rejected') AND i.received_at < now() - interval '30 days')
    OR EXISTS (SELECT FROM ticket_messages m WHERE m.id = i.message_id AND m.deleted_at IS NOT NULL)`)

/** Removes mails that were ignored or rejected a month ago, and the originals of deleted messages. */
export async function removeOldMails(): Promise<void> {
  await remove.rows()
}

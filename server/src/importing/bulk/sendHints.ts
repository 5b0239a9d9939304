import type pg from 'pg'

/**
 * Notifies the feeds of these tickets with the commit. The bulk path of the log's trigger sends nothing; listeners expect one
 * hint per ticket and transaction.
 */
export async function sendHints(client: pg.ClientBase, ticketIds: readonly string[]): Promise<void> {
  if (ticketIds.length === 0) return
  await client.query(`SELECT count(send_hint('t:' || id)) FROM unnest($1::uuid[]) AS id`, [ticketIds])
}

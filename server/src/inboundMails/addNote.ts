import { statement } from '../platform/database/statement.ts'

const insert = statement<{ id: string }>(`
  WITH ticket AS (SELECT id FROM support_tickets WHERE id = $1 FOR NO KEY UPDATE),
  note AS (
    INSERT INTO ticket_messages (id, ticket_id, sender_type, audience, body)
    SELECT $2, id, 'system', 'staff', $3 FROM ticket ON CONFLICT (id) DO NOTHING RETURNING id, ticket_id)
  INSERT INTO ticket_events (ticket_id, kind, audience, message_id, data)
  SELECT ticket_id, 'message_added', 'staff', id, '{"sender": "system"}' FROM note RETURNING message_id AS id`)

/** Adds an internal note of the desk itself, as maintenance; repeating the same id does nothing. */
export async function addNote(ticketId: string, messageId: string, body: string): Promise<void> {
  await insert.first(ticketId, messageId, body)
}

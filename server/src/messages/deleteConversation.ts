import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { refuseIfHeld } from '../retention/lockUnheld.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import { setNotes } from '../tickets/setNotes.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canDelete } from './policy.ts'

const wipe = statement(`
  WITH wiped AS (
    UPDATE ticket_messages SET body = NULL, deleted_at = clock_timestamp() WHERE ticket_id = $1 AND deleted_at IS NULL
    RETURNING id, ticket_id, audience, created_at)
  INSERT INTO ticket_events (ticket_id, kind, actor_id, audience, message_id)
  SELECT ticket_id, 'message_deleted', $2, audience, id FROM wiped ORDER BY created_at, id`)

const discardFiles = statement(`
  UPDATE attachments SET state = 'pending_deletion'
  WHERE message_id IN (SELECT id FROM ticket_messages WHERE ticket_id = $1 AND attachment_count > 0)`)

const wipeRequests = statement(`
  DELETE FROM chat_request_words WHERE request_id IN (SELECT id FROM chat_requests WHERE ticket_id = $1)`)

const discardScheduled = statement('DELETE FROM scheduled_messages WHERE ticket_id = $1')

const wipeRating = statement('UPDATE ticket_ratings SET comment = NULL WHERE ticket_id = $1 AND comment IS NOT NULL')

const wipeDispute = ['cases', 'case_appeals'].map((table) =>
  statement(`UPDATE ${table} SET reason = NULL, decision_reason = NULL WHERE ticket_id = $1`),
)
const wipeEvidence = statement('UPDATE evidence_requests SET text = NULL WHERE ticket_id = $1')

const notes = statement(`SELECT FROM ticket_notes WHERE ticket_id = $1 AND body <> ''`)

/**
 * Deletes everything that was written in a ticket: its messages and internal notes, their files, the private notes, the
 * texts of requests to join it, scheduled messages, the comment of a rating, and what was written in a dispute. The subject, the tombstones and the rest of its history are kept.
 * Each deletion is published to the ticket's followers.
 */
export async function deleteConversation(
  viewer: Viewer,
  input: { ticketId: string; expectedVersion?: number | null },
): Promise<void> {
  const ticket = await lockTicket(input.ticketId, { version: input.expectedVersion })
  if (!canDelete(viewer)) throw new UserError('FORBIDDEN', 'Only admins can delete conversations.')
  await refuseIfHeld(ticket.id)
  await wipe.rows(ticket.id, viewer.id)
  await discardFiles.rows(ticket.id)
  await wipeRequests.rows(ticket.id)
  await discardScheduled.rows(ticket.id)
  await wipeRating.rows(ticket.id)
  for (const wipe of [...wipeDispute, wipeEvidence]) await wipe.rows(ticket.id)
  if (await notes.first(ticket.id)) await setNotes(viewer, { ticketId: ticket.id, notes: '' })
}

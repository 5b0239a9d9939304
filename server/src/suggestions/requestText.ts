import { statement } from '../platform/database/statement.ts'

/** The length of the text that is used, in UTF-16 code units: a request is at the start. */
const TEXT_MAX = 4_000

/** A ticket's subject and what its requester wrote before staff answered. */
export interface RequestText {
  subject: string
  bodies: readonly string[]
}

/** As one text, for the classifier. */
export function textOf({ subject, bodies }: RequestText): string {
  return [subject, ...bodies].join('\n').slice(0, TEXT_MAX)
}

const lockTicket = statement<{ subject: string; agentId: string | null; tags: string[]; hasEnded: boolean }>(`
  SELECT subject, assignee_id AS "agentId", tags, has_ended(status) AS "hasEnded" FROM support_tickets WHERE id = $1 FOR SHARE`)

// Locked and read by id: a message that is being deleted is waited for, and then has no text.
const lockBodies = statement<{ body: string | null }>(`
  SELECT m.body FROM ticket_messages m WHERE m.id = ANY (ARRAY(SELECT r.id FROM request_messages($1) r))
  ORDER BY m.created_at, m.id FOR SHARE`)

/** A ticket to be learned, whose text cannot change until the operation ends; null if it no longer exists. */
export async function lockRequestText(ticketId: string) {
  const ticket = await lockTicket.first(ticketId)
  if (!ticket) return null
  const bodies = (await lockBodies.rows(ticketId)).flatMap(({ body }) => body ?? [])
  return { ...ticket, bodies }
}

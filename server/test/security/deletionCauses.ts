/** Requests that the requester's messages of a ticket repeat, as the first message of a live chat does. */
export const repeatedRequests = (ticket: string): string => `
  insert into chat_requests (id, requester_id, live, status, decided_at) select m.id, m.author_id, true, 'declined', now()
    from ticket_messages m join support_tickets t on t.id = m.ticket_id and t.requester_id = m.author_id where t.id = '${ticket}';
  insert into chat_request_words (request_id, requester_id, reason)
    select r.id, r.requester_id, 'probe' from chat_requests r join ticket_messages m on m.id = r.id where m.ticket_id = '${ticket}'`

/** Authors delete their messages of a ticket; the superuser counts what is left of what belongs to them. */
export function deletionCauses(table: string, ticket: string): string[] {
  const left: Record<string, string> = {
    attachments: `attachments a join ticket_messages m on m.id = a.message_id where m.ticket_id = '${ticket}' and a.state = 'attached'`,
    chat_request_words: `chat_request_words w join ticket_messages m on m.id = w.request_id where m.ticket_id = '${ticket}'`,
  }
  if (!left[table]) return []
  const cause = `update ticket_messages set body = null, deleted_at = now() where ticket_id = '${ticket}' and author_id = viewer_id()`
  return [`${cause}; reset role; select 1 from ${left[table]}`]
}

/** Statements about the ratings of a ticket, by table: rows that only triggers write, and rows that need a resolved ticket. */
export function ratingCauses(table: string, ticket: string, somebody: string): string[] {
  const set = (status: string) => `update support_tickets set status = '${status}' where id = '${ticket}'`
  const rate = `${set('closed')}; insert into ticket_ratings (ticket_id, score) values ('${ticket}', 5)`
  const count = (from: string) => `reset role; select 1 from ${from}`
  const pending = `rating_requests where ticket_id = '${ticket}' and state = 'pending'`
  const causes: Record<string, string[]> = {
    // Ending a ticket adds a request, and reopening it removes all that are pending.
    rating_requests: [`${set('closed')}; ${count(pending)}`, `${set('closed')}; ${set('open')}; ${count(pending)}`],
    // Without a delay, whoever ends a ticket adds the job.
    desk_settings: [`${set('closed')}; ${count(`graphile_worker.jobs where task_identifier = 'ask_for_ratings'`)}`],
    ticket_ratings: [
      rate,
      `${rate}; update ticket_ratings set score = 3`,
      `${rate}; update ticket_ratings set requester_id = '${somebody}'`,
    ],
  }
  return causes[table] ?? []
}

/** Old facts of a ticket, whose assignee has working hours and was absent for some of the time since it was created. */
export const agedFigures = (ticket: string): string => `
  insert into work_settings (user_id) select id from users where role = 'agent' on conflict do nothing;
  insert into working_hours (user_id, weekday, start_minute, end_minute)
    select id, 1, 540, 1020 from users where role = 'agent' on conflict do nothing;
  insert into time_off (user_id, starts_at, ends_at)
    select id, now() - interval '20 days', now() - interval '10 days' from users where role = 'agent';
  set local session_replication_role = replica;
  update ticket_events set at = now() - interval '30 days' where ticket_id = '${ticket}' and seq = 1;
  update ticket_facts set at = at - interval '3 hours';
  set local session_replication_role = origin`

/** Statements whose triggers record facts, by table; what they have recorded is counted by the superuser. */
export function figureCauses(table: string, ticket: string): string[] {
  const close = `insert into ticket_events (ticket_id, kind, actor_id, data)
    values ('${ticket}', 'status_changed', viewer_id(), '{"from": "open", "to": "closed"}')`
  // Reopening it unassigns it: its assignee has left.
  const changes = [
    `update support_tickets set tags = '{probe}' where id = '${ticket}'`,
    `update support_tickets set status = 'open' where id = '${ticket}'`,
  ]
  const facts = `ticket_facts where ticket_id = '${ticket}'`
  const count = (cause: string, rows: string) => `${cause}; reset role; select 1 from ${rows}`
  const hours = count(
    close,
    `ticket_facts f, generate_series(1, f.working_seconds / 3600) where ticket_id = '${ticket}'`,
  )
  const causes: Record<string, string[]> = {
    ticket_facts: [
      count(close, `${facts} and kind = 'resolved'`),
      count(changes[0]!, `${facts} and tags = '{probe}'`),
      count(changes[1]!, `${facts} and assignee_id is null`),
    ],
    stale_figures: [
      ...changes.map((change) => count(change, `stale_figures where at > now() - interval '1 day'`)),
      'insert into stale_figures (at) values (now())',
    ],
    ticket_counts: [
      count(close, 'ticket_counts where not is_sum'),
      count(changes[1]!, 'ticket_counts where not is_sum'),
      `insert into ticket_counts (status, is_unassigned, is_escalated, tickets) values ('open', false, false, 1)`,
    ],
    tag_counts: [
      count(changes[0]!, 'tag_counts where not is_sum'),
      // Sellers tag what they have filed.
      count(
        `update support_tickets set tags = '{probe}' where id = (select id from support_tickets where requester_id = viewer_id() limit 1)`,
        'tag_counts where not is_sum',
      ),
      `insert into tag_counts (tag, tickets) values ('probe', 1)`,
    ],
    assignee_counts: [
      count(changes[1]!, 'assignee_counts where not is_sum'),
      `insert into assignee_counts (assignee_id, tickets) values (gen_random_uuid(), 1)`,
    ],
    work_settings: [hours],
    working_hours: [hours],
    time_off: [hours],
  }
  return causes[table] ?? []
}

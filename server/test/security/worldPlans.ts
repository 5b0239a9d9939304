import { gid, type TestApp } from '../testApp.ts'
import type { TicketIds, World } from './world.ts'

const SESSION_KINDS = [
  'session_scheduled',
  'session_moved',
  'session_cancelled',
  'session_ended',
  'session_link_changed',
]

/** Sessions in each ticket, with every kind of entry and response; only staff may see their problems and notes. */
export async function letPeopleMeet(
  app: TestApp,
  people: World['people'],
  tickets: Record<'buyer' | 'seller', TicketIds>,
) {
  const staff = Object.values(people).filter(({ role }) => role === 'agent' || role === 'admin')
  const agent = people['agent stranger']!
  const sessionAt = new Date(Date.now() + 7 * 86_400_000).toISOString()
  const sessions: Partial<World['sessions']> = {}
  for (const name of ['buyer', 'seller'] as const) {
    const { uuid } = tickets[name]
    const add = async (hostId: string, kinds: string[] = []) => {
      const [row] = await app.sql<{ id: string }>(
        `insert into sessions (ticket_id, host_id, starts_at, ends_at, provider, join_url, meeting_state, meeting_problem, external_id, outcome_note, created_by)
         values ($1, $2, $3, $3::timestamptz + interval '1 hour', 'google_meet', 'https://meet.example/x', 'failed', 'SECRET', 'SECRET', 'SECRET', $2) returning id`,
        [uuid, hostId, sessionAt],
      )
      await app.sql(
        `insert into session_attendees (session_id, user_id, response) select $1, unnest(participant_ids), 'declined' from support_tickets where id = $2`,
        [row!.id, uuid],
      )
      for (const kind of kinds)
        await app.sql(
          `insert into ticket_events (ticket_id, kind, actor_id, data) values ($1, $2, $3, jsonb_build_object('sessionId', $4::text))`,
          [uuid, kind, agent.id, row!.id],
        )
      return gid('Session', row!.id)
    }
    const hosted: Record<string, string> = {}
    for (const { id } of staff) hosted[id] = await add(id)
    sessions[name] = { id: await add(agent.id, SESSION_KINDS), spareId: await add(agent.id), hosted }
  }
  return { sessions: sessions as World['sessions'], sessionAt }
}

/** Each ticket was rated when it was resolved before; requesters were asked, and are about to be. */
export async function letPeopleRate(app: TestApp, tickets: Record<'buyer' | 'seller', TicketIds>) {
  for (const { uuid } of Object.values(tickets)) {
    await app.sql(
      `with t as (select id, requester_id, assignee_id from support_tickets where id = $1),
       r as (insert into ticket_ratings (ticket_id, resolved_at, requester_id, assignee_id, score, comment)
         select id, now() - interval '1 day', requester_id, assignee_id, 2, 'Slow.' from t returning id)
       insert into ticket_events (ticket_id, kind, actor_id, audience, data)
       select t.id, 'rated', t.requester_id, 'staff', jsonb_build_object('ratingId', r.id, 'score', 2, 'from', null) from t, r`,
      [uuid],
    )
    await app.sql(
      `insert into rating_requests (ticket_id, resolved_at, requester_id, state, asked_at)
       select id, now() - age, requester_id, state::rating_request_state, asked_at from support_tickets,
         (values (interval '1 day', 'asked', now()), ('2 hours', 'pending', null)) v (age, state, asked_at) where id = $1`,
      [uuid],
    )
  }
}

/** Everyone in a ticket has scheduled a message, and staff a note. Returns those of its owner. */
export async function schedule(app: TestApp, people: World['people'], ticket: string, role: 'buyer' | 'seller') {
  const by = (name: string, copies = 1, body = 'Later', audience = 'participants') =>
    app.sql<{ id: string }>(
      `insert into scheduled_messages (id, ticket_id, author_id, audience, body, send_at, based_on)
       select gen_random_uuid(), $1, $2, $3::audience, $4, now() + interval '1 day', 0 from generate_series(1, $5) returning id`,
      [ticket, people[name]!.id, audience, body, copies],
    )
  for (const joined of ['buyer joined', 'seller joined']) await by(joined)
  for (const staff of ['agent stranger', 'admin stranger']) {
    await by(staff, 1, 'SECRET')
    await by(staff, 1, 'SECRET NOTE', 'staff')
  }
  return (await by(`${role} owner`, 3)).map(({ id }) => gid('ScheduledMessage', id))
}

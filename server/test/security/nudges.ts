import type { Ask } from './transports.ts'
import type { TestApp } from '../testApp.ts'

/** For each feed that starts from now, SQL that triggers a delivery: it is repeated until the feed delivers. */
const NUDGES: Record<string, string> = {
  chatRequestChanged: `select publish_change('chat_requests', id, null), publish_change('chat_requests', id, requester_id) from chat_requests where status = 'pending'`,
  screenShareChanged: `select publish_change('screen_shares', id, null), publish_change('screen_shares', id, sharer_id) from screen_shares`,
  // Starting a share answers a request, so it is requested again.
  screenShareAsked: `insert into screen_share_asks (ticket_id, asker_id, person_id)
    select t.id, (select id from users where role = 'agent' order by id limit 1), t.requester_id from support_tickets t`,
  screenShareDeclined: `with declined as (
      insert into screen_share_asks (ticket_id, asker_id, person_id, declined_at)
      select t.id, (select id from users where role = 'agent' order by id limit 1), t.requester_id, now() from support_tickets t
      returning id, person_id, asker_id)
    select publish_change('screen_share_declines', id, person_id), publish_change('screen_share_declines', id, asker_id) from declined`,
  scheduledMessageChanged: `select publish_change('scheduled_messages', m.id, u.id) from scheduled_messages m, (select id from users union all select null) u`,
  starChanged: `select publish_change('stars', t.id, u.id) from support_tickets t, users u`,
  viewerStateChanged: `select publish_change('viewer_state', t.id, u.id) from support_tickets t, users u`,
  userChanged: `select publish_change('people', id, null) from users where role = 'buyer'`,
  notificationAdded: `select publish_change('notifications', id, user_id) from notifications where read_at is null`,
  participationChanged: `select publish_change('participation', t.id, u.id) from users u, (select id from support_tickets limit 1) t`,
  personChanged: `select publish_change('people', id, null) from users where role = 'buyer'`,
  savedViewChanged: 'update saved_views set name = name where shared',
  analyticsChanged: `select publish_change('figures', coalesce(u.id, gen_random_uuid()), u.id) from (select id from users union all select null) u`,
  teamChanged: `select publish_change('teams', team_id(name), null) from teams`,
  tagChanged: `select publish_change('tags', id, null) from desk_tags`,
  macroChanged: 'update macros set updated_at = clock_timestamp() where is_shared',
}

const AGAIN_MS = 250

/** The same operation, with triggers for feeds that would otherwise send nothing. */
export function nudging(ask: Ask, app: Pick<TestApp, 'sql'>): Ask {
  return async (actor, query, variables) => {
    const feed = query.startsWith('subscription')
      ? Object.keys(NUDGES).find((field) => query.includes(field))
      : undefined
    let said: Promise<unknown> = Promise.resolve()
    const say = (nudge: string) => (said = said.then(() => app.sql(nudge)).catch(() => {}))
    const timer = feed ? setInterval(say, AGAIN_MS, NUDGES[feed]!) : undefined
    try {
      return await ask(actor, query, variables)
    } finally {
      clearInterval(timer)
      // A pending change would count as written by the next operation.
      await said
    }
  }
}

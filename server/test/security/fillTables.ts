import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Actor, gid, type TestApp, uuidIn } from '../testApp.ts'
import { SHOP_TOKEN } from './shopRules.ts'
import type { TicketIds, World } from './world.ts'

/** Inserts rows into every table that the world has not written to. */
export async function fillTables(
  app: TestApp,
  people: World['people'],
  { buyer, seller }: Record<'buyer' | 'seller', TicketIds>,
): Promise<void> {
  await fillWork(app, people['agent stranger']!.id)
  // Everyone has shared their screen once, and was asked to.
  await app.sql(
    'insert into screen_shares (ticket_id, sharer_id, ended_at) select id, requester_id, now() from support_tickets',
  )
  await app.sql(
    'insert into screen_share_asks (ticket_id, asker_id, person_id) select id, $1, requester_id from support_tickets',
    [people['agent stranger']!.id],
  )
  await app.sql(
    'insert into screen_share_asks (ticket_id, asker_id, person_id, declined_at) select id, $1, requester_id, now() from support_tickets',
    [people['agent stranger']!.id],
  )
  // Everyone has reacted to what they wrote.
  await app.sql(`insert into message_reactions (message_id, user_id, emoji, ticket_id)
    select id, author_id, '👍', ticket_id from ticket_messages where author_id is not null on conflict do nothing`)
  // Everyone has recent and old notifications, and an audit entry.
  await app.sql(`insert into notifications (user_id, kind, actor_id, created_at)
    select u.id, 'reply', u.id, now() - age from users u, (values (interval '100 days'), ('1 minute')) a (age)
    on conflict do nothing`)
  await app.sql(
    `insert into audit_log (kind, actor_id) select 'denied', id from (select id from users union all select null) u`,
  )
  // Everyone has been online before: only a first visit is a change that is published to others.
  await app.sql(`update users set last_seen_at = now(), language = 'de', time_zone = 'Europe/Berlin'`)
  // Everyone has notification settings.
  await app.sql(
    `insert into notification_settings (user_id, phone, phone_verified_at) select id, '+4915123456789', now() from users`,
  )
  await app.sql(
    `insert into notification_preferences (user_id, kind_group, channel, enabled) select id, 'status', 'sms', true from users`,
  )
  await app.sql(
    `insert into push_subscriptions (user_id, endpoint, p256dh, auth) select id, 'https://push.parley.test/' || id, 'k', 'a' from users;
     insert into push_outbox (user_id, subscription_id, payload) select user_id, id, 'SECRET' from push_subscriptions;
     insert into phone_codes (user_id, phone, code_hash) select id, '+4915123456789', '' from users;
     insert into text_messages (user_id, kind, phone, body) select id, 'notifications', '+4915123456789', 'SECRET' from users`,
  )
  // A pending mail for everyone.
  await app.sql(
    `insert into mail_outbox (user_id, recipient, subject, body) select id, email, 'SECRET', 'SECRET' from users`,
  )
  // A mail that was stored, since there is no mail server.
  mkdirSync(path.join(app.dataDir, 'mail'), { recursive: true })
  writeFileSync(
    path.join(app.dataDir, 'mail', '1700000000000-stored.eml'),
    'To: x@parley.test\nSubject: SECRET\n\nSECRET\n',
  )
  // A pending mail without a job that sends it.
  await app.sql(
    `insert into mail_outbox (invitation_id, recipient, subject, body) values ($1, 'x@parley.test', 'SECRET', 'SECRET')`,
    [uuidIn(await invitationOf(app, people['admin stranger']!))],
  )
  // Mails: one that became a message, and one that was rejected.
  await app.sql(
    `insert into inbound_mails (id, digest, channel, recipients, size, state, reason, sender, subject, message_id)
      select gen_random_uuid(), sha256(kind::bytea), 'smtp', '{SECRET}', 1, kind::inbound_state, reason::inbound_reason, 'SECRET', 'SECRET', message
      from (values ('accepted', null, $1::uuid), ('rejected', 'disabled', null)) v (kind, reason, message)`,
    [uuidIn(buyer.messageId)],
  )
  // Macros of each staff member, shared and private, that set all fields, used by everyone who may.
  await app.sql(`insert into macros (owner_id, name, body, is_shared, status, priority, add_tags, remove_tags, assign_to, assignee_id, team)
    select id, 'SECRET ' || s, 'SECRET', s, 'resolved', 'low', '{a}', '{b}', 'person', id, (select name from teams limit 1)
    from users, (values (true), (false)) v (s) where role in ('agent', 'admin')`)
  await app.sql(`insert into macro_uses (macro_id, user_id) select m.id, u.id from macros m, users u
    where u.role in ('agent', 'admin') and (m.is_shared or m.owner_id = u.id)`)
  // A counted day of long ago, and a change of it.
  await app.sql(`insert into figure_days (day, starts_at, ends_at, time_zone) values ('2000-01-01', '2000-01-01', '2000-01-02', 'UTC');
    insert into daily_figures (dimension, day, key, kind, count, buckets, bucket_counts, working_buckets, working_bucket_counts)
      values ('all', '2000-01-01', '', 'created', 1, '{}', '{}', '{}', '{}');
    insert into stale_figures (at) values ('2000-01-01')`)
  // Views of each staff member, shared and private, and batches with failures.
  await app.sql(`insert into saved_views (owner_id, name, shared, filter) select id, 'SECRET', s, '{"unassigned": false, "tags": ["lamp"], "created": {"days": 900}}'
    from users, (values (true), (false)) v (s) where role in ('agent', 'admin')`)
  // An expired claim, whose event has no actor.
  await app.sql(`insert into ticket_events (ticket_id, kind) values ($1, 'unclaimed')`, [buyer.uuid])
  await fillCases(app, [buyer.uuid, seller.uuid])
  await fillShops(app, people['seller owner']!.id, [buyer.uuid, seller.uuid])
  await fillRetention(app, people['admin stranger']!.id, [buyer.uuid, seller.uuid])
  // Everyone has an unfinished upload that no one else may see.
  await app.sql(`insert into attachments (owner_id, file_name) select id, 'SECRET.bin' from users`)
  // Old and new changes, for everyone and for all staff.
  await app.sql(`insert into live_changes (topic, subject_id, user_id, at)
    select 'things', gen_random_uuid(), id, now() - age from (select id from users union all select null) u, (values (interval '2 hours'), ('0')) a (age)`)
}

/** When each of staff works, what they know, and what was learned and suggested. */
async function fillWork(app: TestApp, agent: string): Promise<void> {
  // When each of staff works.
  await app.sql(
    `insert into time_off (user_id, starts_at, ends_at) select id, '2100-01-01', '2100-01-02' from users where role in ('agent', 'admin')`,
  )
  await app.sql(`with w as (insert into work_settings (user_id) select id from users where role in ('agent', 'admin') returning user_id)
    insert into working_hours (user_id, weekday, start_minute, end_minute) select user_id, 1, 540, 1020 from w`)
  // Staff know about what the tickets are about, so somebody is suggested who has not got them yet.
  await app.sql(`update users set expertise = '{lamp}' where role in ('agent', 'admin')`)
  // What was learned from each ticket, and suggestions that were accepted.
  await app.sql(
    `insert into learned_tickets (ticket_id, agent_id, tags, features) select id, $1, '{SECRET}', '{1}' from support_tickets`,
    [agent],
  )
  await app.sql(
    `insert into suggestion_uses (ticket_id, suggested, assigned, accepted) select id, array[$1::uuid], $1, true from support_tickets`,
    [agent],
  )
}

/** A decided dispute in these tickets, which both sides read, with an appeal, evidence of each side, and its history. */
async function fillCases(app: TestApp, tickets: string[]): Promise<void> {
  for (const ticket of tickets) {
    await app.sql(
      `insert into cases (ticket_id, escalated_by, side, reason) select id, requester_id, 'requester', 'Broken.' from support_tickets where id = $1`,
      [ticket],
    )
    await app.sql(
      `insert into case_appeals (ticket_id, side, appealed_by, reason) select id, 'requester', requester_id, 'Broken.' from support_tickets where id = $1`,
      [ticket],
    )
    for (const table of ['cases', 'case_appeals'])
      await app.sql(
        `update ${table} set outcome = 'dismissed', decision_reason = 'Repairable.', decided_at = now() where ticket_id = $1`,
        [ticket],
      )
    await app.sql(`update cases set due_at = null where ticket_id = $1`, [ticket])
    await app.sql(
      `insert into evidence_requests (ticket_id, side, text, due_at, answered_at)
       select $1, side::ticket_side, text, now() + interval '1 day', now()
       from (values ('requester', 'ONLY REQUESTER'), ('shop', 'SECRET TO THE SHOP')) v (side, text)`,
      [ticket],
    )
    await app.sql(
      `insert into ticket_events (ticket_id, kind, actor_id, data) select id, 'case_escalated', requester_id,
         '{"side": "requester", "afterDeadline": false}' from support_tickets where id = $1`,
      [ticket],
    )
  }
}

/** An invitation to this seller's shop, and events about shops in these tickets. */
async function fillShops(app: TestApp, owner: string, tickets: string[]): Promise<void> {
  await app.sql(
    `insert into shop_invitations (shop_id, email, token_hash, invited_by, expires_at)
     select id, 'guest@shop.test', sha256($2::bytea), $1, now() + interval '1 day' from sellers where owner_id = $1`,
    [owner, SHOP_TOKEN],
  )
  for (const ticket of tickets)
    await app.sql(
      `insert into ticket_events (ticket_id, actor_id, kind, audience, data)
       select $1, (select min(id::text)::uuid from users where role = 'agent'), kind::event_kind, audience::audience, data from (
         select 'shop_asked_in', 'participants', jsonb_build_object('sellerId', id, 'withHistory', true) from sellers where owner_id = $2::uuid
         union all select 'shop_assigned', 'requester', jsonb_build_object('userId', $2::uuid)) v (kind, audience, data)`,
      [ticket, owner],
    )
}

/** Legal holds on these tickets, people whose data waits for them to be erased, and a retention rule. */
async function fillRetention(app: TestApp, admin: string, tickets: string[]): Promise<void> {
  for (const ticket of tickets) {
    await app.sql(
      `insert into emergency_accesses (ticket_id, admin_id, reason, expires_at) values ($1, $2, 'SECRET', now() + interval '1 hour')`,
      [ticket, admin],
    )
    await app.sql(
      `insert into ticket_events (ticket_id, kind, audience, actor_id, data) values ($1, 'confidential_changed', 'staff', $2, '{"confidential": false}'),
        ($1, 'emergency_access', 'requester', $2, '{"reason": "A threat", "expiresAt": "2026-01-01T00:00:00Z"}')`,
      [ticket, admin],
    )
    await app.sql(
      `insert into audit_log (kind, actor_id, target_type, target_id) values ('ticket_exported', $2, 'ticket', $1)`,
      [ticket, admin],
    )
    await app.sql(`insert into legal_holds (ticket_id, reason, set_by) values ($1, 'SECRET', $2)`, [ticket, admin])
    await app.sql(
      `insert into ticket_events (ticket_id, kind, audience, actor_id) values ($1, 'legal_hold_set', 'staff', $2)`,
      [ticket, admin],
    )
  }
  await app.sql(
    `insert into erasures (user_id, requested_by, held_tickets) select id, $1, 1 from users where id <> $1`,
    [admin],
  )
  await app.sql(`insert into retention_rules (kind, days, would_remove) values ('messages', 36500, 0)`)
}

/** An open invitation by this admin. */
export async function invitationOf(app: TestApp, admin: Actor): Promise<string> {
  const [row] = await app.sql<{ id: string }>(
    `insert into invitations (email, name, role, token_hash, invited_by, expires_at)
     values (gen_random_uuid() || '@parley.test', 'Somebody', 'buyer', decode(md5(random()::text), 'hex'), $1, now() + interval '1 day') returning id`,
    [admin.id],
  )
  return gid('Invitation', row!.id)
}

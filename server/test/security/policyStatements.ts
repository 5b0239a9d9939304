import { deletionCauses, repeatedRequests } from './deletionCauses.ts'
import { disputeCauses, openDisputes } from './disputeCauses.ts'
import { agedFigures, figureCauses } from './figureCauses.ts'
import { ratingCauses } from './ratingCauses.ts'
import type { World } from './world.ts'

/** A table's columns, those that name people or tickets, and its rows as JSON. */
export interface Table {
  columns: string[]
  people: string[]
  rows: string[]
}

/**
 * Rows that the desk removes by itself and may have removed already; requests that messages repeat; a resolved ticket of an agent who has left; a notification of an
 * unassigned ticket; and matters between a buyer and a shop.
 */
export const aged = (world: World): string => `
  update support_tickets set status = 'resolved', assignee_id = (select id from users where email = 'former@parley.test') where id = '${world.spare.uuid}';
  insert into notifications (user_id, kind, ticket_id)
    values ('${world.people['agent stranger']!.id}', 'unassigned', '${world.tickets.buyer.uuid}') on conflict do nothing;
  insert into screen_share_asks (ticket_id, asker_id, person_id, asked_at) select ticket_id, asker_id, person_id, now() - interval '2 hours' from screen_share_asks;
  update desk_settings set rating_delay_hours = 0;
  insert into notification_channels values ('sms', 0), ('push', 0) on conflict do nothing;
  update notification_settings set phone_verified_at = now(), quiet_from = '00:00', quiet_until = '23:59:59';
  insert into notification_preferences (user_id, kind_group, channel, enabled) select id, g, 'sms', false from users, unnest('{requests,status}'::text[]) g
    on conflict (user_id, kind_group, channel) do update set enabled = false;
  insert into screen_share_signals (share_id, from_id, to_id, signal, at) select share_id, from_id, to_id, '{}', now() - interval '6 minutes' from screen_share_signals;
  ${repeatedRequests(world.spare.uuid)};
  ${openDisputes(matters(world))};
  ${agedFigures(world.spare.uuid)}`

const matters = (world: World) => ({
  ...world.tickets,
  ...world,
  writer: world.people['buyer stranger']!.id,
  shopOwner: world.people['seller owner']!.id,
})

/** Two stages, the cheaper one first: reads, changes and deletes everything; gives every row to another person, and writes each row again. */
export function stagesFor(table: string, { columns, people, rows }: Table, world: World): string[][] {
  const somebody = world.people['buyer stranger']!.id
  const first = [
    `select 1 from ${table}`,
    `update ${table} set ${columns[0]} = null`,
    `update ${table} set ${columns[0]} = ${columns[0]}`,
    `delete from ${table}`,
  ]
  const then = [
    // Rows that only triggers may write are tested by their causes.
    ...(table === 'notifications' ? telling(world) : []),
    ...(DECIDING.includes(table) ? deciding(world) : []),
    ...(table === 'search_documents'
      ? [
          `insert into ticket_messages (id, ticket_id, author_id, sender_type, body)
            select gen_random_uuid(), id, viewer_id(), viewer_role()::sender_type, 'probe' from support_tickets limit 1`,
          `update ticket_messages set body = body || ' probe' where author_id = viewer_id()`,
        ]
      : []),
    ...deletionCauses(table, world.spare.uuid),
    ...ratingCauses(table, world.tickets.buyer.uuid, somebody),
    ...figureCauses(table, world.spare.uuid),
    ...disputeCauses(table, matters(world), somebody),
    // In the form that the log accepts: an event with its own seq is rejected before any policy is checked.
    ...(table === 'ticket_events'
      ? [
          // The reopened ticket is unassigned, which a trigger records.
          `update support_tickets set status = 'open' where id = '${world.spare.uuid}'`,
          ...rows.map(
            (row) =>
              `insert into ticket_events (ticket_id, kind, actor_id, audience, message_id, data)
             select ticket_id, kind, actor_id, audience, message_id, data from json_populate_record(null::ticket_events, '${row.replaceAll("'", "''")}')`,
          ),
        ]
      : []),
    // What an admin may write to somebody else.
    ...(table === 'mail_outbox'
      ? ['second_factor_reset', 'else'].map(
          (kind) => `insert into mail_outbox (id, kind, user_id, recipient, subject, body)
            select gen_random_uuid(), '${kind}', id, email, 's', 'b' from users where id = '${somebody}'`,
        )
      : []),
    // Only unsent uploads: a trigger prevents changing the owner of sent ones.
    ...(table === 'attachments' ? [`update attachments set owner_id = '${somebody}' where message_id is null`] : []),
    // The person asked to share their screen cannot pass the request on.
    ...(table === 'screen_share_asks' ? [`update screen_share_asks set person_id = '${somebody}'`] : []),
    ...(table === 'users' ? [`update users set role = 'buyer' where id = viewer_id()`] : []),
    ...people.map((column) => `update ${table} set ${column} = '${somebody}'`),
    ...rows.map(
      (row) =>
        `insert into ${table} select * from json_populate_record(null::${table}, '${row.replaceAll("'", "''")}')`,
    ),
  ]
  return [first, then]
}

const DECIDING = ['notification_deliveries', 'notification_preferences', 'notification_settings', 'push_subscriptions']

/** Causes of notifications, and the delivery decisions for each, which depend on the recipient's preferences. */
function deciding(world: World): string[] {
  const { uuid } = world.tickets.buyer
  const causes = [
    `insert into chat_requests (requester_id, live) values (viewer_id(), true)`,
    `insert into ticket_events (ticket_id, kind, actor_id, data) values ('${uuid}', 'status_changed', viewer_id(), '{"to": "open"}')`,
  ]
  const reasons = ['off', 'no_subscription', 'quiet_hours']
  return causes.flatMap((cause) =>
    reasons.map((reason) => `${cause}; reset role; select 1 from notification_deliveries where reason = '${reason}'`),
  )
}

/** Causes of notifications: a message in the buyer's ticket and a count of it, a note, a bulk change, a request. */
function telling(world: World): string[] {
  const { uuid } = world.tickets.buyer
  const event = (kind: string, more = 'null', data = '{}', audience = 'participants') =>
    `insert into ticket_events (ticket_id, kind, actor_id, message_id, data, audience) values ('${uuid}', '${kind}', viewer_id(), ${more}, '${data}', '${audience}')`
  const agent = world.people['agent stranger']!.id
  return [
    event('status_changed', 'null', '{"to": "open"}'),
    `with read as (update notifications set read_at = now() where user_id = viewer_id()) ${event('status_changed', 'null', '{"to": "closed"}')}`,
    event('assigned', 'null', `{"assigneeId": "${agent}"}`),
    // An event that only staff may be notified of, about a person who is not staff.
    event('assigned', 'null', `{"assigneeId": "${world.people['buyer stranger']!.id}"}`),
    `insert into chat_requests (requester_id, live) values (viewer_id(), true)`,
    // Notifications of an unassigned ticket are withdrawn by the person who ends it, which only a superuser can check.
    `update support_tickets set status = 'closed' where id = '${uuid}';
     ${event('status_changed', 'null', '{"from": "open", "to": "closed"}')};
     reset role; select 1 from notifications where kind = 'unassigned' and ticket_id = '${uuid}'`,
  ]
}

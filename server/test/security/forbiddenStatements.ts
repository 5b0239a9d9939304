import { expectedFor } from './outcomes.ts'
import { ruleOf } from './rules.ts'

/** People who see the buyer's ticket but may not tag it. */
const MAY_NOT_TAG = ['buyer owner', 'buyer joined', 'seller joined'].filter(
  (who) => expectedFor(ruleOf('Mutation', 'updateTags'), who) !== 'value',
)

const OF_SHOPS_AND_DISPUTES: [string, string, string][] = [
  [
    'a message to the shop’s side by a buyer',
    'buyer owner',
    `insert into ticket_messages (id, ticket_id, author_id, sender_type, audience, body) values (gen_random_uuid(), :ticket, :self, 'buyer', 'shop', 'x')`,
  ],
  [
    'an event for the shop’s side by a buyer',
    'buyer joined',
    `insert into ticket_events (ticket_id, kind, actor_id, audience) values (:ticket, 'status_changed', :self, 'shop')`,
  ],
  [
    'a ticket that a buyer files for a shop',
    'buyer stranger',
    `insert into support_tickets (id, subject, requester_id, requester_role, seller_id, shop_access) select gen_random_uuid(), 'x', :self, 'buyer', id, 'requester' from sellers`,
  ],
  ['closing a shop by an agent', 'agent stranger', `update sellers set closed_at = now()`],
  ['closing a shop by its owner', 'seller owner', `update sellers set closed_at = now()`],
  ['removing the owner of a shop', 'admin stranger', `update shop_members set removed_at = now()`],
  [
    'an invitation to another person’s shop',
    'seller stranger',
    `insert into shop_invitations (shop_id, email, token_hash, invited_by, expires_at) select id, 'x', 'x', :self, now() from sellers`,
  ],
  [
    'asking the platform in, in another person’s name',
    'buyer joined',
    `insert into cases (ticket_id, escalated_by, side, reason) values (:ticket, :owner, 'requester', 'x')`,
  ],
  ['a decision by a buyer', 'buyer owner', `update cases set decision_reason = 'x' where ticket_id = :ticket`],
  [
    'a request for evidence in another’s name',
    'agent stranger',
    `insert into evidence_requests (ticket_id, side, text, requested_by, due_at) values (:ticket, 'shop', 'x', :owner, now())`,
  ],
]

/** Statements that the database must reject: a description, the people, and the statement (`:ticket` is a buyer's ticket, `:self` the person). */
export const FORBIDDEN_STATEMENTS: [string, string, string][] = [
  [
    'a reply in another person’s name',
    'buyer joined',
    `insert into ticket_messages (id, ticket_id, author_id, sender_type, body) values (gen_random_uuid(), :ticket, :owner, 'buyer', 'x')`,
  ],
  [
    'a reply with another role',
    'buyer owner',
    `insert into ticket_messages (id, ticket_id, author_id, sender_type, body) values (gen_random_uuid(), :ticket, :self, 'agent', 'x')`,
  ],
  [
    'a note by a buyer',
    'buyer owner',
    `insert into ticket_messages (id, ticket_id, author_id, sender_type, audience, body) values (gen_random_uuid(), :ticket, :self, 'buyer', 'staff', 'x')`,
  ],
  [
    'a reply to another’s ticket',
    'buyer stranger',
    `insert into ticket_messages (id, ticket_id, author_id, sender_type, body) values (gen_random_uuid(), :ticket, :self, 'buyer', 'x')`,
  ],
  [
    'a reply by a removed participant',
    'buyer revoked',
    `insert into ticket_messages (id, ticket_id, author_id, sender_type, body) values (gen_random_uuid(), :ticket, :self, 'buyer', 'x')`,
  ],
  [
    'an event in an agent’s name by a buyer',
    'buyer owner',
    `insert into ticket_events (ticket_id, kind, actor_id) values (:ticket, 'status_changed', :agent)`,
  ],
  [
    'an event that only staff are notified of, by a buyer',
    'buyer owner',
    `insert into ticket_events (ticket_id, kind, actor_id, audience) values (:ticket, 'status_changed', :self, 'staff')`,
  ],
  [
    'an event in another’s name by an agent',
    'agent stranger',
    `insert into ticket_events (ticket_id, kind, actor_id) values (:ticket, 'status_changed', :owner)`,
  ],
  ['the colour of a tag by an agent', 'agent stranger', `insert into desk_tags (name, color) values ('x', 'red')`],
  ['the title of a team by an agent', 'agent stranger', `update teams set title = 'x'`],
  ['the retirement of a team by a buyer', 'buyer owner', `update teams set retired_at = now()`],
  [
    'a view of another person by an admin',
    'admin stranger',
    `update saved_views set filter = '{}' where owner_id = :agent and not shared`,
  ],
  ...MAY_NOT_TAG.map((who): [string, string, string] => [
    `tags by a ${who}`,
    who,
    `update support_tickets set tags = '{x}' where id = :ticket`,
  ]),
  ...MAY_NOT_TAG.filter((who) => who.endsWith('owner')).map((who): [string, string, string] => [
    `tags by a ${who}, on a ticket that they open`,
    who,
    `insert into support_tickets (id, subject, requester_id, requester_role, tags) values (gen_random_uuid(), 'x', :self, '${who.split(' ')[0]}', '{x}')`,
  ]),
  [
    'a priority by a participant who joined',
    'buyer joined',
    `update support_tickets set priority = 'low' where id = :ticket`,
  ],
  [
    'closing by a participant who joined',
    'seller joined',
    `update support_tickets set status = 'closed' where id = :ticket`,
  ],
  [
    'a ticket in another person’s name',
    'buyer stranger',
    `insert into support_tickets (id, subject, requester_id, requester_role) values (gen_random_uuid(), 'x', :owner, 'buyer')`,
  ],
  [
    'a ticket for another person’s shop',
    'seller stranger',
    `insert into support_tickets (id, subject, requester_id, requester_role, seller_id) select gen_random_uuid(), 'x', :self, 'seller', id from sellers`,
  ],
  [
    'a star for another person',
    'buyer owner',
    `insert into ticket_stars (ticket_id, user_id) values (:ticket, :agent)`,
  ],
  [
    'moving another person’s read marker',
    'agent stranger',
    `insert into read_markers (ticket_id, user_id, seq) values (:ticket, :owner, 9)`,
  ],
  [
    'joining by oneself',
    'buyer stranger',
    `insert into ticket_participants (ticket_id, user_id) values (:ticket, :self)`,
  ],
  [
    'another person’s ticket, through admission',
    'buyer stranger',
    `select set_config('parley.door', :ticket, true) from support_tickets where id = :ticket`,
  ],
  [
    'a request to join an unrelated ticket',
    'buyer stranger',
    `insert into chat_requests (requester_id, ticket_id) values (:self, :ticket)`,
  ],
  [
    'a request that is accepted already',
    'buyer revoked',
    `insert into chat_requests (requester_id, ticket_id, status) values (:self, :ticket, 'accepted')`,
  ],
  [
    'a different text in the requester’s name',
    'agent stranger',
    `insert into ticket_messages (id, ticket_id, author_id, sender_type, body)
     select r.id, r.ticket_id, r.requester_id, 'buyer', 'x' from chat_requests r where r.live and r.status = 'accepted'`,
  ],
  [
    'removing another participant, by one who joined',
    'buyer joined',
    `update support_tickets set participant_ids = array_remove(participant_ids, :owner) where id = :ticket`,
  ],
  ['another role for themselves', 'buyer owner', `update users set role = 'admin' where id = :self`],
  ['another role by an agent', 'agent stranger', `update users set role = 'buyer' where id = :owner`],
  ['being disabled by an agent', 'agent stranger', `update users set disabled_at = now() where id = :owner`],
  ['another role for an admin themself', 'admin stranger', `update users set role = 'buyer' where id = :self`],
  ['disabling the last admin', 'admin stranger', `update users set disabled_at = now() where id = :self`],
  [
    'a rating of a ticket that is not resolved',
    'buyer owner',
    `insert into ticket_ratings (ticket_id, score) values (:ticket, 5)`,
  ],
  [
    'a rating by another participant',
    'buyer joined',
    `update support_tickets set status = 'open' where id = :ticket; insert into ticket_ratings (ticket_id, score) values (:ticket, 5)`,
  ],
  [
    'a rating for everyone to see in the history',
    'buyer stranger',
    `insert into ticket_events (ticket_id, kind, actor_id, audience) values (:ticket, 'rated', :self, 'staff')`,
  ],
  ['a rating by an agent', 'agent stranger', `insert into ticket_ratings (ticket_id, score) values (:ticket, 5)`],
  ['another score by an admin', 'admin stranger', `update ticket_ratings set comment = 'x' where ticket_id = :ticket`],
  ['being asked for a rating by oneself', 'buyer owner', `update rating_requests set state = 'asked'`],
  [
    'an invitation by an agent',
    'agent stranger',
    `insert into invitations (email, name, role, token_hash, invited_by, expires_at) values ('x', 'x', 'admin', 'x', :self, now())`,
  ],
  [
    'an invitation in another’s name',
    'admin stranger',
    `insert into invitations (email, name, role, token_hash, invited_by, expires_at) values ('x', 'x', 'admin', 'x', :agent, now())`,
  ],
  ...['buyer owner', 'agent stranger', 'admin stranger'].flatMap((who): [string, string, string][] => [
    [`an API token, by the ${who}`, who, `insert into api_tokens (user_id, token_hash) values (:self, 'x')`],
    [
      `more scopes for an API token, by the ${who}`,
      who,
      `update api_tokens set scopes = '{read,admin}' where user_id = :self`,
    ],
    [
      `a service account, by the ${who}`,
      who,
      `insert into users (name, email, role, is_service) values ('x', 'x@x.test', 'admin', true)`,
    ],
  ]),
  ...OF_SHOPS_AND_DISPUTES,
]

import { positionAfter, ticketFeedName } from '../log/feed.ts'
import { audiencesOf } from '../log/policy.ts'
import type { AudienceScope, Side } from '../log/audienceScope.ts'
import { shownColumn, SHOWN_COLUMNS } from '../log/ticketColumns.ts'
import { starredSql } from '../tickets/filter.ts'
import { POLICY_SQL, type PolicySql } from '../tickets/policySql.ts'
import { snippetOf, SNIPPET_SOURCE } from '../tickets/snippet.ts'
import { countedSql, seenSql, shownMessagesSql } from '../tickets/ticket.ts'
import { type Field, joined, knownPerson, made, many, one, person, type Row, value } from './field.ts'
import { globalId } from './globalId.ts'
import { MESSAGE_ALONE } from './messages.ts'
import { timeline } from './timeline.ts'

const may = (policy: PolicySql): Field => value(({ t, scope }) => policy(t, scope))

/** A number of the viewer's read marker of a ticket, which is looked up once for all of them; 0 if there is none. */
const marker = (row: Row, column: 'readSeq' | 'readMessages'): string => {
  const { t, scope } = row
  // Requesters may not read the other columns.
  const name = joined(
    row,
    'marker',
    `SELECT r.${scope.readSeq}, r.${scope.readMessages} FROM read_markers r WHERE r.ticket_id = ${t}.id AND r.user_id = (SELECT viewer_id())`,
  )
  return `coalesce(${name}.${scope[column]}, 0)`
}

const unreadCount = (row: Row): string =>
  `greatest(0, ${row.scope.messageCount(row.t)} - ${countedSql(row.scope, marker(row, 'readMessages'), row.t)})`

const audiences = (side: Side, hasShopSide: boolean): string =>
  `ARRAY['${audiencesOf(side, hasShopSide).join(`', '`)}']`
const OWN: Record<AudienceScope['name'], (t: string, side: string) => string> = {
  staff: (t) => `CASE WHEN ${t}.has_shop_side THEN ${audiences('staff', true)} ELSE ${audiences('staff', false)} END`,
  requester: () => audiences('requester', false),
  seller: (_t, side) =>
    `CASE WHEN ${side} = 'shop' THEN ${audiences('shop', true)} ELSE ${audiences('requester', true)} END`,
}

/** Something about the private notes: null for everyone but staff, who alone may read the table. */
const note = (column: string, type: string, instead = 'NULL'): Field =>
  value(({ t, scope }) =>
    scope.name === 'staff'
      ? `coalesce((SELECT n.${column} FROM ticket_notes n WHERE n.ticket_id = ${t}.id), ${instead})`
      : `NULL::${type}`,
  )

const lastSeq = value(({ t, scope }) => scope.lastSeq(t))

/** A ticket: a row of support_tickets. The columns that the API returns unchanged are listed in log/ticketColumns.ts alone. */
export const TICKET: Record<string, Field> = {
  id: globalId('Ticket'),
  ...Object.fromEntries(
    Object.keys(SHOWN_COLUMNS).map((name) => [name, value(({ t, scope }) => shownColumn(name, t, scope))]),
  ),
  requester: person(
    ({ t }) => `${t}.requester_id`,
    () => 'true',
  ),
  assignee: person(({ t }) => `${t}.assignee_id`),
  seller: one(({ t: ticket }, t) => `sellers ${t} WHERE ${t}.id = ${ticket}.seller_id`),
  shopAssignee: knownPerson(
    ({ t, scope }) =>
      `(CASE WHEN ${scope.side(t)} <> 'requester' OR ${scope.isOfShop(t)} THEN ${t}.shop_assignee_id END)`,
  ),
  participants: many(
    ({ t: ticket }, t) =>
      `unnest(${ticket}.participant_ids) WITH ORDINALITY AS p (id, position) JOIN users ${t} ON ${t}.id = p.id ORDER BY p.position`,
  ),
  notes: note('body', 'text', `''`),
  notesVersion: note('version', 'int', '0'),
  notesEditedAt: note('edited_at', 'timestamptz'),
  notesEditedBy: one(({ t: ticket, scope }, t) =>
    scope.name === 'staff'
      ? `ticket_notes n JOIN users ${t} ON ${t}.id = n.edited_by WHERE n.ticket_id = ${ticket}.id`
      : `users ${t} WHERE false`,
  ),
  isStarred: value(({ t }) => starredSql(t)),
  unreadCount: value(unreadCount),
  messageCount: value(({ t, scope }) => shownMessagesSql(scope, t)),
  viewerReadMessageCount: value((row) => seenSql(row.scope, marker(row, 'readMessages'), row.t)),
  viewerReadSeq: value((row) => marker(row, 'readSeq')),
  snippet: made(
    ({ t, scope }) =>
      `(SELECT left(m.body, ${SNIPPET_SOURCE}) FROM ticket_messages m WHERE m.id = ${scope.lastMessageId(t)})`,
    snippetOf,
  ),
  lastMessage: one(({ t: ticket, scope }, t) => `(${MESSAGE_ALONE} WHERE m.id = ${scope.lastMessageId(ticket)}) ${t}`),
  version: lastSeq,
  lastSeq,
  cursor: made(
    ({ t, scope }) => `json_build_array(${t}.id, ${scope.side(t)}, ${scope.lastSeq(t)}, ${scope.lastKey(t)})`,
    ([id, side, seq, key]: [string, Side, number, number], { services }) =>
      services.seal.seal(ticketFeedName(id, side), positionAfter({ seq, key })),
  ),
  viewerSide: value(({ t, scope }) => scope.side(t)),
  viewerAudiences: value(({ t, scope }) => OWN[scope.name](t, scope.side(t))),
  viewerCanReply: may(POLICY_SQL.canReply),
  viewerCanClose: may(POLICY_SQL.canSetStatus),
  viewerCanClaim: may(POLICY_SQL.canClaim),
  viewerCanTag: may(POLICY_SQL.canTag),
  viewerCanManage: may(POLICY_SQL.canManage),
  viewerCanDelete: value(() => `(SELECT viewer_role()) = 'admin'`),
  timeline,
}

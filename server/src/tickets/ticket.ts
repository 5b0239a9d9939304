import { selectTicket, type TicketColumns } from '../log/ticketColumns.ts'
import { type Person, personColumns, personFrom } from '../viewer/person.ts'
import { type MessageRow, messageColumns, messageFrom } from '../log/message.ts'
import type { AudienceScope, Side } from '../log/audienceScope.ts'

/** A ticket's data besides its columns, as returned by PostgreSQL. */
interface Computed {
  isStarred: boolean
  unreadCount: number
  readSeq: number
  /** The messages that the viewer can see, and how many of them they have read. */
  messageCount: number
  readMessages: number
  /** The side of the viewer, and whether they are one of the people of the ticket's shop. */
  viewerSide: Side
  viewerIsOfShop: boolean
  /** The value that the list is ordered by, in PostgreSQL's format: half of a cursor. */
  orderKey: string
}

/** A ticket as one viewer, or one visibility class, sees it. `lastSeq` is also its version: every change is an event. */
export interface TicketRow extends TicketColumns, Computed {
  requester: Person
  assignee: Person | null
  lastMessage: MessageRow | null
}

/** A row of `ticketsSql`; people and the message are spread over prefixed columns. */
export interface TicketJson extends TicketColumns, Computed {
  horizon: string
  [column: string]: unknown
}

/**
 * SQL that returns tickets as JSON, one row each, in the order of `source`: a SELECT from support_tickets with all columns, an
 * `order_key` and a `position`. One statement for everything that a list or a ticket's header shows, since this read is hot.
 */
export function ticketsSql(scope: AudienceScope, source: string): string {
  return `SELECT to_json(x) AS ticket FROM (
    SELECT ${selectTicket('t', scope)}, t.order_key AS "orderKey", t.position,
      (SELECT pg_snapshot_xmin(pg_current_snapshot()))::text AS horizon,
      star.user_id IS NOT NULL AS "isStarred", coalesce(marker.${scope.readSeq}, 0) AS "readSeq",
      greatest(0, ${scope.messageCount('t')} - ${countedSql(scope, `coalesce(marker.${scope.readMessages}, 0)`)}) AS "unreadCount",
      ${shownMessagesSql(scope)} AS "messageCount", ${readMessagesSql(scope, 'marker')} AS "readMessages",
      ${scope.side('t')} AS "viewerSide", ${scope.isOfShop('t')} AS "viewerIsOfShop",
      ${personColumns('assignee', 'assignee_person')},
      ${personColumns('requester', 'requester_person')},
      ${messageColumns('message', 'author', 'last')}
    FROM (${source}) t
    LEFT JOIN users assignee ON assignee.id = t.assignee_id
    LEFT JOIN users requester ON requester.id = t.requester_id
    ${lastMessageOf(scope)}
    LEFT JOIN users author ON author.id = message.author_id
    ${viewersOwn(scope)}
  ) x ORDER BY x.position`
}

/**
 * SQL that joins the last message of a ticket `t`. LATERAL with a LIMIT: which message it is depends on the viewer's side, by operators that are not
 * leakproof, so as the condition of a join it would be checked after the policies of all messages.
 */
const lastMessageOf = (scope: AudienceScope): string =>
  `LEFT JOIN LATERAL (SELECT m.* FROM ticket_messages m WHERE m.id = ${scope.lastMessageId('t')} LIMIT 1) message ON true`

/** SQL that joins the viewer's star and read marker to a ticket `t`. */
export const viewersOwn = (scope: AudienceScope): string => `
    LEFT JOIN LATERAL (SELECT s.user_id FROM ticket_stars s
      WHERE s.ticket_id = t.id AND s.user_id = (SELECT viewer_id()) LIMIT 1) star ON true
    LEFT JOIN LATERAL (SELECT r.${scope.readSeq}, r.${scope.readMessages} FROM read_markers r
      WHERE r.ticket_id = t.id AND r.user_id = (SELECT viewer_id()) LIMIT 1) marker ON true`

/** SQL for the number of messages of a ticket that the viewer can see. */
export const shownMessagesSql = (scope: AudienceScope, t = 't'): string =>
  scope.name === 'seller' ? `${scope.messageCount(t)} - ${scope.unseenMessages(t)}` : scope.messageCount(t)

/** SQL for how many of them a marker of a ticket `t` counts as read; 0 without a marker. */
export const readMessagesSql = (scope: AudienceScope, marker: string): string =>
  seenSql(scope, `coalesce(${marker}.${scope.readMessages}, 0)`)

/** SQL for how many of the first `read` messages of a ticket the viewer can see. */
export const seenSql = (scope: AudienceScope, read: string, t = 't'): string =>
  scope.name === 'seller' ? `greatest(0, ${read} - ${scope.unseenMessages(t)})` : read

/** SQL for the number of messages that are not unread, given that up to the viewer's marker. */
export const countedSql = (scope: AudienceScope, read: string, t = 't'): string =>
  scope.name === 'seller' ? `greatest(${read}, ${scope.unseenMessages(t)})` : read

/** Turns one JSON row of `ticketsSql` into a ticket, in place: copying so many columns takes four times as long. */
export function ticketFrom(row: TicketJson): TicketRow {
  return Object.assign(row, {
    requester: personFrom(row, 'requester_person')!,
    assignee: personFrom(row, 'assignee_person'),
    lastMessage: messageFrom(row, 'last'),
  })
}

import type { TicketPriority, TicketStatus, TicketType, UserRole, WaitingOn } from '../generated/prisma/client.ts'
import { type Person, personColumns, personFrom } from '../viewer/person.ts'
import { type MessageRow, messageColumns, messageFrom } from '../log/message.ts'
import type { AudienceScope } from '../log/audienceScope.ts'

/** A ticket as one viewer, or one visibility class, sees it. */
export interface TicketRow {
  id: string
  number: string
  subject: string
  status: TicketStatus
  priority: TicketPriority
  type: TicketType
  tags: string[]
  team: string
  requesterId: string
  requesterRole: UserRole
  requester: Person
  assigneeId: string | null
  assignee: Person | null
  sellerId: string | null
  participantIds: string[]
  createdAt: string
  updatedAt: string
  resolvedAt: string | null
  waitingOn: WaitingOn | null
  waitingSince: string | null
  /** The last seq of the log, and the version: every change is an event. */
  lastSeq: number
  isStarred: boolean
  unreadCount: number
  readSeq: number
  lastMessage: MessageRow | null
  /** What the list is ordered by, as PostgreSQL writes it: half of a cursor. */
  orderKey: string
}

/**
 * SQL that gives tickets as JSON, one row each, in the order of `source`: a SELECT from support_tickets with all columns,
 * an `order_key` and a `position`. One statement for everything that a list or a thread's head shows: this is the hot read.
 */
export function ticketsSql(scope: AudienceScope, source: string): string {
  return `SELECT to_json(x) AS ticket FROM (
    SELECT t.id, t.ticket_number, t.subject, t.status, t.priority, t.ticket_type, t.tags, t.team, t.requester_id, t.requester_role,
      t.seller_id, t.assignee_id, t.participant_ids, t.created_at, t.resolved_at, t.waiting_on, t.waiting_since,
      t.${scope.updatedAt} AS updated_at, t.${scope.lastSeq} AS last_seq, t.order_key, t.position,
      (SELECT pg_snapshot_xmin(pg_current_snapshot()))::text AS horizon,
      ${personColumns('assignee', 'assignee_person')},
      star.user_id IS NOT NULL AS is_starred, coalesce(marker.${scope.seq}, 0) AS read_seq,
      t.${scope.messageCount} - coalesce(marker.${scope.countedMessages}, 0) AS unread_count,
      ${personColumns('requester', 'requester_person')},
      ${messageColumns('message', 'author', 'last')}
    FROM (${source}) t
    LEFT JOIN users assignee ON assignee.id = t.assignee_id
    LEFT JOIN users requester ON requester.id = t.requester_id
    LEFT JOIN ticket_messages message ON message.id = t.${scope.lastMessageId}
    LEFT JOIN users author ON author.id = message.author_id
    LEFT JOIN LATERAL (SELECT s.user_id FROM ticket_stars s
      WHERE s.ticket_id = t.id AND s.user_id = (SELECT viewer_id()) LIMIT 1) star ON true
    LEFT JOIN LATERAL (SELECT r.${scope.seq}, r.${scope.countedMessages} FROM read_markers r
      WHERE r.ticket_id = t.id AND r.user_id = (SELECT viewer_id()) LIMIT 1) marker ON true
  ) x ORDER BY x.position`
}

/** Reads one JSON row of `ticketsSql`. */
export function ticketFrom(row: Record<string, any>): TicketRow {
  return {
    id: row['id'],
    number: row['ticket_number'],
    subject: row['subject'],
    status: row['status'],
    priority: row['priority'],
    type: row['ticket_type'],
    tags: row['tags'],
    team: row['team'],
    requesterId: row['requester_id'],
    requesterRole: row['requester_role'],
    requester: personFrom(row, 'requester_person')!,
    assigneeId: row['assignee_id'],
    assignee: personFrom(row, 'assignee_person'),
    sellerId: row['seller_id'],
    participantIds: row['participant_ids'],
    createdAt: row['created_at'],
    updatedAt: row['updated_at'],
    resolvedAt: row['resolved_at'],
    waitingOn: row['waiting_on'],
    waitingSince: row['waiting_since'],
    lastSeq: row['last_seq'],
    isStarred: row['is_starred'],
    unreadCount: Math.max(0, row['unread_count']),
    readSeq: row['read_seq'],
    lastMessage: messageFrom(row, 'last'),
    orderKey: row['order_key'],
  }
}

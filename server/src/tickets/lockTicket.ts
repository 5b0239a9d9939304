import { perAudienceScope, perSide, type Side } from '../log/audienceScope.ts'
import { isStaffRole, isUuid } from '../platform/database/identity.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { EventKind, TicketPriority, TicketType } from '../generated/prisma/client.ts'
import type { TicketFacts } from './policy.ts'

/** A ticket that is locked until the operation ends. */
export interface LockedTicket extends TicketFacts {
  id: string
  priority: TicketPriority
  type: TicketType
  tags: string[]
  assigneeId: string | null
  team: string
  hasShopSide: boolean
  /** The viewer's. */
  side: Side
  version: number
}

const lock = perAudienceScope((scope) =>
  statement<LockedTicket & Record<string, unknown>>(`
    SELECT t.id, t.status, t.priority, t.ticket_type AS type, t.tags, t.assignee_id AS "assigneeId", t.team, t.requester_id AS "requesterId",
      t.participant_ids::text[] AS "participantIds", t.has_shop_side AS "hasShopSide", ${scope.side('t')} AS side, ${scope.isOfShop('t')} AS "viewerIsOfShop",
      t.shop_access AS "shopAccess", t.addressed_to AS "addressedTo", t.escalated_at AS "escalatedAt",
      ${scope.lastSeq('t')} AS version
    FROM support_tickets t WHERE t.id = ANY ($1::uuid[]) AND ${scope.mayWrite('t')} ORDER BY t.id FOR NO KEY UPDATE`),
)

/**
 * Locks the rows of several tickets, always in the same order; missing tickets, and those in which the viewer no longer
 * participates, are omitted. An operation takes all other locks later: docs/decisions/018 defines the order.
 */
export function lockTickets(ids: readonly string[]): Promise<LockedTicket[]> {
  return lock(currentOperation().identity).rows(ids)
}

const changedSince = perSide((scope) =>
  statement(`
    SELECT FROM ticket_events WHERE ticket_id = $1 AND ${scope.seq} > $2 AND kind = ANY ($3::event_kind[])
      AND NOT (kind = 'message_added' AND actor_id IS NOT DISTINCT FROM (SELECT viewer_id())) LIMIT 1`),
)

/**
 * The version of a ticket that the caller has read, and which later events conflict with the change.
 */
export interface Expected {
  version: number | null | undefined
  /** Omitted: all events. The caller's own messages never conflict. */
  unless?: readonly EventKind[]
}

/** The events that change the assignment of a ticket. */
export const ASSIGNMENTS = ['assigned', 'claimed', 'unclaimed'] as const

/**
 * Locks a ticket's row for a change that depends on its state. Throws NOT_FOUND, and CONFLICT if another person has changed
 * the same field since the version that the caller expects: other changes of the ticket do not conflict.
 */
export async function lockTicket(ticketId: string, expected?: Expected): Promise<LockedTicket> {
  const [ticket] = isUuid(ticketId) ? await lockTickets([ticketId]) : []
  if (!ticket) throw await missing(ticketId)
  if (expected?.version != null && (await conflicts(ticket, expected.version, expected.unless))) {
    throw new UserError('CONFLICT', 'The ticket has been changed in the meantime.', ['input', 'expectedVersion'])
  }
  return ticket
}

const visible = statement('SELECT FROM support_tickets WHERE id = $1')

/** Why a ticket cannot be changed: it does not exist for the viewer, or they may only read it. */
export async function missing(ticketId: string): Promise<UserError> {
  const isSeen = isStaffRole(currentOperation().identity.role) && isUuid(ticketId) && (await visible.first(ticketId))
  return isSeen
    ? new UserError('FORBIDDEN', 'Claim this ticket to write in it. Emergency access is for reading only.')
    : notFound('ticket', 'ticketId')
}

async function conflicts(
  { id, side, version }: LockedTicket,
  seen: number,
  unless?: readonly EventKind[],
): Promise<boolean> {
  // A version in the future cannot have been read.
  if (seen >= version || !unless) return seen !== version
  return (await changedSince(side).first(id, seen, unless)) !== undefined
}

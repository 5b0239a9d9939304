import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'

/** For how many days after the first rating it can be changed. In SQL: the policy requester_change of ticket_ratings. */
export const EDITABLE_DAYS = 7

/** A rating as it is now. */
export interface RatingRow {
  id: string
  ticketId: string
  /** 1 (bad) to 5 (good). */
  score: number
  comment: string | null
  ratedAt: Date
  /** Whether it is about the ticket's last resolution. */
  isCurrent: boolean
}

const SELECT = `r.id, r.ticket_id AS "ticketId", r.score, r.comment, r.rated_at AS "ratedAt",
    r.resolved_at IS NOT DISTINCT FROM t.resolved_at AS "isCurrent"
  FROM ticket_ratings r JOIN support_tickets t ON t.id = r.ticket_id`

const byIds = statement<RatingRow & Record<string, unknown>>(`SELECT ${SELECT} WHERE r.id = ANY ($1::uuid[])`)
const latest = statement<RatingRow & Record<string, unknown>>(`
  SELECT DISTINCT ON (r.ticket_id) ${SELECT}
  WHERE r.ticket_id = ANY ($1::uuid[]) ORDER BY r.ticket_id, r.resolved_at DESC`)

/** The ratings with these ids that the current identity may see, or null. */
export async function readRatings(ids: readonly string[]): Promise<(RatingRow | null)[]> {
  const found = new Map((await byIds.rows(ids.filter(isUuid))).map((rating) => [rating.id, rating]))
  return ids.map((id) => found.get(id) ?? null)
}

/** The latest rating of each of these tickets, or null. */
export async function readTicketRatings(ticketIds: readonly string[]): Promise<(RatingRow | null)[]> {
  const found = new Map((await latest.rows(ticketIds)).map((rating) => [rating.ticketId, rating]))
  return ticketIds.map((id) => found.get(id) ?? null)
}

/** The current resolution of a ticket: whether it can be rated, and its rating if there is one. */
export interface Resolution {
  ticketId: string
  requesterId: string
  assigneeId: string | null
  hasEnded: boolean
  /** Whether the requester was asked to rate it. */
  isAsked: boolean
  /** Null if this resolution was not rated. */
  ratingId: string | null
  score: number | null
  comment: string | null
  /** Whether it was rated too long ago to be changed. */
  isFrozen: boolean
}

const resolutions = statement<Resolution & Record<string, unknown>>(`
  SELECT t.id AS "ticketId", t.requester_id AS "requesterId", t.assignee_id AS "assigneeId", has_ended(t.status) AS "hasEnded",
    EXISTS (SELECT FROM rating_requests q WHERE q.ticket_id = t.id AND q.resolved_at = t.resolved_at AND q.state = 'asked') AS "isAsked",
    r.id AS "ratingId", r.score, r.comment, coalesce(r.rated_at <= now() - interval '${EDITABLE_DAYS} days', false) AS "isFrozen"
  FROM support_tickets t LEFT JOIN ticket_ratings r ON r.ticket_id = t.id AND r.resolved_at = t.resolved_at
  WHERE t.id = ANY ($1::uuid[])`)

/** The current resolution of each of these tickets, or null if the current identity may not see the ticket. */
export async function readResolutions(ticketIds: readonly string[]): Promise<(Resolution | null)[]> {
  const found = new Map((await resolutions.rows(ticketIds)).map((resolution) => [resolution.ticketId, resolution]))
  return ticketIds.map((id) => found.get(id) ?? null)
}

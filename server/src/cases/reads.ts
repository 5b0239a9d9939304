import type { CaseOutcome, TicketSide, TicketStatus } from '../generated/prisma/client.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import type { Dispute } from './policy.ts'

/** A decision and why it was made. */
export interface Decision {
  outcome: CaseOutcome
  /** Null if it was erased. */
  reason: string | null
  decidedById: string | null
  decidedAt: Date | string
}

/** An appeal against a decision; times inside a case are in PostgreSQL's format. */
export interface Appeal {
  id: string
  side: TicketSide
  appealedById: string | null
  reason: string | null
  appealedAt: string
  outcome: CaseOutcome | null
  decisionReason: string | null
  decidedById: string | null
  decidedAt: string | null
}

/** A dispute as it is now. The decision is the first one; those about appeals are in `appeals`. */
export interface CaseRow {
  ticketId: string
  escalatedById: string | null
  side: TicketSide
  reason: string | null
  afterDeadline: boolean
  escalatedAt: Date
  dueAt: Date | null
  outcome: CaseOutcome | null
  decisionReason: string | null
  decidedById: string | null
  decidedAt: Date | null
  appealableUntil: Date | null
  /** The oldest first. */
  appeals: Appeal[]
}

/** What staff have asked one side for. */
export interface EvidenceRow {
  id: string
  ticketId: string
  side: TicketSide
  text: string | null
  requestedById: string | null
  requestedAt: Date
  dueAt: Date
  answeredAt: Date | null
  isOverdue: boolean
}

/** What the next step in a dispute depends on. */
export interface DisputeState extends Dispute {
  ticketId: string
  status: TicketStatus
  hasShopSide: boolean
  /** The side of a viewer who is not staff. */
  side: TicketSide
  /** Whether the platform was asked in. */
  isEscalated: boolean
  /** Whether it is the shop's turn and its deadline has passed. */
  isShopOverdue: boolean
  isDecided: boolean
  /** Whether a decision stands that can still be appealed. */
  isAppealable: boolean
  /** The sides that have appealed. */
  appealedSides: TicketSide[]
  /** The appeal that is not decided. */
  openAppealId: string | null
}

const states = statement<DisputeState & Record<string, unknown>>(`
  SELECT t.id AS "ticketId", t.status, t.seller_id AS "sellerId", t.shop_access AS "shopAccess", t.has_shop_side AS "hasShopSide",
    viewer_side(t.shop_access, t.seller_id, t.participant_ids, t.shop_participant_ids) AS side,
    c.ticket_id IS NOT NULL AS "isEscalated",
    t.escalated_at IS NULL AND t.shared_waiting_on = 'shop' AND coalesce(t.due_at <= clock_timestamp(), false) AS "isShopOverdue",
    c.ticket_id IS NOT NULL AND c.due_at IS NULL AS "isDecided",
    coalesce(c.appealable_until > clock_timestamp(), false) AS "isAppealable",
    array_remove(a.deciders || c.decided_by, NULL)::text[] AS "deciderIds",
    coalesce(a.sides, '{}') AS "appealedSides", a.open AS "openAppealId"
  FROM support_tickets t LEFT JOIN cases c ON c.ticket_id = t.id
  LEFT JOIN LATERAL (
    SELECT array_agg(p.decided_by) AS deciders, array_agg(p.side)::text[] AS sides, (array_agg(p.id) FILTER (WHERE p.decided_at IS NULL))[1] AS open
    FROM case_appeals p WHERE p.ticket_id = c.ticket_id) a ON true
  WHERE t.id = ANY ($1::uuid[])`)

/** The state of each of these tickets, or null if the viewer may not see it. */
export async function readDisputes(ticketIds: readonly string[]): Promise<(DisputeState | null)[]> {
  const found = new Map((await states.rows(ticketIds.filter(isUuid))).map((state) => [state.ticketId, state]))
  return ticketIds.map((id) => found.get(id) ?? null)
}

const APPEAL = `json_build_object('id', p.id, 'side', p.side, 'appealedById', p.appealed_by, 'reason', p.reason, 'appealedAt', p.appealed_at,
  'outcome', p.outcome, 'decisionReason', p.decision_reason, 'decidedById', p.decided_by, 'decidedAt', p.decided_at)`
const cases = statement<CaseRow & Record<string, unknown>>(`
  SELECT c.ticket_id AS "ticketId", c.escalated_by AS "escalatedById", c.side, c.reason, c.after_deadline AS "afterDeadline",
    c.escalated_at AS "escalatedAt", c.due_at AS "dueAt", c.outcome, c.decision_reason AS "decisionReason", c.decided_by AS "decidedById",
    c.decided_at AS "decidedAt", c.appealable_until AS "appealableUntil",
    coalesce((SELECT json_agg(${APPEAL} ORDER BY p.appealed_at, p.id) FROM case_appeals p WHERE p.ticket_id = c.ticket_id), '[]') AS appeals
  FROM cases c WHERE c.ticket_id = ANY ($1::uuid[])`)

/** The dispute of each of these tickets, or null. */
export async function readCases(ticketIds: readonly string[]): Promise<(CaseRow | null)[]> {
  const found = new Map((await cases.rows(ticketIds)).map((row) => [row.ticketId, row]))
  return ticketIds.map((id) => found.get(id) ?? null)
}

const evidence = statement<EvidenceRow & Record<string, unknown>>(`
  SELECT id, ticket_id AS "ticketId", side, text, requested_by AS "requestedById", requested_at AS "requestedAt", due_at AS "dueAt",
    answered_at AS "answeredAt", answered_at IS NULL AND due_at <= clock_timestamp() AS "isOverdue"
  FROM evidence_requests WHERE ticket_id = ANY ($1::uuid[]) ORDER BY requested_at, id`)

/** What the viewer may see of the evidence that was asked for in each of these tickets, the oldest first. */
export async function readEvidence(ticketIds: readonly string[]): Promise<EvidenceRow[][]> {
  const rows = await evidence.rows(ticketIds)
  return ticketIds.map((id) => rows.filter(({ ticketId }) => ticketId === id))
}

/** The decisions of a case, the first one first. */
export function decisionsOf(row: CaseRow): Decision[] {
  const all = [row, ...row.appeals]
  return all.flatMap(({ outcome, decisionReason, decidedById, decidedAt }) =>
    outcome && decidedAt ? [{ outcome, reason: decisionReason, decidedById, decidedAt }] : [],
  )
}

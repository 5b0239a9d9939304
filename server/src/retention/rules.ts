import { statement } from '../platform/database/statement.ts'
import { isUuid } from '../platform/database/identity.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { RetentionKind, TicketStatus } from '../generated/prisma/client.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { HELD, MATCHING } from './matching.ts'
import { canManageRetention } from './policy.ts'

/** What a rule matches. */
export interface RetentionMatch {
  kind: RetentionKind
  statuses: TicketStatus[]
  days: number
}

/** A rule as admins read it. */
export interface RetentionRule extends RetentionMatch {
  id: string
  enabled: boolean
  wouldRemove: number
  heldTickets: number
  checkedAt: Date
  removed: number
  lastRunAt: Date | null
}

const DAYS_MAX = 36_500
const COLUMNS = `id, kind, statuses::text[] AS statuses, days, enabled, would_remove AS "wouldRemove", held_tickets AS "heldTickets",
  checked_at AS "checkedAt", removed, last_run_at AS "lastRunAt"`
type Row = RetentionRule & Record<string, unknown>

const list = statement<Row>(`SELECT ${COLUMNS} FROM retention_rules ORDER BY created_at, id`)
const add = statement<Row>(`
  INSERT INTO retention_rules (kind, statuses, days, would_remove, held_tickets)
  VALUES ($1::retention_kind, $2::ticket_status[], $3, $4, $5) RETURNING ${COLUMNS}`)
const change = statement<Row>(`
  UPDATE retention_rules SET kind = $2::retention_kind, statuses = $3::ticket_status[], days = $4, would_remove = $5, held_tickets = $6,
    checked_at = now(), enabled = false WHERE id = $1 RETURNING ${COLUMNS}`)
const enable = statement<Row>(`UPDATE retention_rules SET enabled = $2 WHERE id = $1 RETURNING ${COLUMNS}`)
const remove = statement<{ id: string }>('DELETE FROM retention_rules WHERE id = $1 RETURNING id')

/** All rules, oldest first. Row-level security returns none to anyone but admins. */
export function listRules(): Promise<RetentionRule[]> {
  return list.rows()
}

/** The dry run of a rule: how much it would remove now, and how many matching tickets are under a legal hold. */
export async function dryRun({ kind, statuses, days }: RetentionMatch): Promise<{ removes: number; held: number }> {
  const { rows, id } = MATCHING[kind]
  const count = statement<{ removes: number; held: number }>(
    `SELECT count(${id}) FILTER (WHERE NOT ${HELD})::int AS removes, count(DISTINCT t.id) FILTER (WHERE ${HELD})::int AS held FROM ${rows}`,
  )
  return (await count.first(statuses, days))!
}

/** Adds a rule, or changes one. It is off, with the result of a dry run, until `enableRule` turns it on. */
export async function saveRule(
  viewer: Viewer,
  input: RetentionMatch & { ruleId?: string | null | undefined },
): Promise<RetentionRule> {
  adminsOnly(viewer)
  const { ruleId, kind, days } = input
  if (!(days >= 1 && days <= DAYS_MAX))
    throw new UserError('VALIDATION', `Enter 1 to ${DAYS_MAX.toLocaleString('en')} days.`, ['input', 'days'])
  const statuses = kind === 'notifications' || kind === 'audit' ? [] : [...new Set(input.statuses)]
  const { removes, held } = await dryRun({ kind, statuses, days })
  if (ruleId == null) return (await add.first(kind, statuses, days, removes, held))!
  return found(isUuid(ruleId) ? await change.first(ruleId, kind, statuses, days, removes, held) : undefined)
}

/** Turns a rule on or off. A scheduled job then removes what it matches. */
export async function enableRule(viewer: Viewer, input: { ruleId: string; enabled: boolean }): Promise<RetentionRule> {
  adminsOnly(viewer)
  return found(isUuid(input.ruleId) ? await enable.first(input.ruleId, input.enabled) : undefined)
}

/** Deletes a rule. */
export async function deleteRule(viewer: Viewer, ruleId: string): Promise<void> {
  adminsOnly(viewer)
  found(isUuid(ruleId) ? await remove.first(ruleId) : undefined)
}

function found<T>(rule: T | undefined): T {
  if (rule === undefined) throw notFound('rule', 'ruleId')
  return rule
}

function adminsOnly(viewer: Viewer): void {
  if (!canManageRetention(viewer)) throw new UserError('FORBIDDEN', 'Only admins change retention rules.')
}

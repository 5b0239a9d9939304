import type { AudienceScope } from '../log/audienceScope.ts'
import { type Filter, literals, UNASSIGNED } from './filter.ts'

/**
 * Whether the kept counts (docs/decisions/083) are those of the viewer, together with the confidential tickets that exist for them: everything has been
 * counted, which it had not on a desk from before, and the desk is not private. Then row-level security hides all rows.
 */
export const IS_KEPT = `(SELECT EXISTS (SELECT FROM ticket_counts WHERE without_confidential))`

/** Rows that add up to the tickets that exist for the viewer, by kind; to be read where IS_KEPT. */
export const KEPT_TICKETS = `SELECT status, waiting_on, is_unassigned, is_escalated, tickets FROM ticket_counts
  UNION ALL SELECT t.status, t.waiting_on, ${UNASSIGNED}, t.escalated_at IS NOT NULL, 1 FROM support_tickets t WHERE t.confidential`

/** The same by tag. */
export const KEPT_TAGS = `SELECT tag, tickets FROM tag_counts
  UNION ALL SELECT tag, 1 FROM support_tickets t, unnest(t.tags) AS tag WHERE t.confidential`

/** How many tickets are assigned to the viewer; to be read where IS_KEPT. */
export const KEPT_MINE = `(SELECT coalesce(sum(tickets), 0)::int FROM assignee_counts WHERE assignee_id = (SELECT viewer_id()))`

type Conditions = { [Name in keyof Filter]: (wanted: NonNullable<Filter[Name]>) => string | null }

/** What filterSql() says of tickets, said of the rows of KEPT_TICKETS; null where these do not tell. */
const CONDITIONS: Conditions = {
  status: (values) => (values.length > 0 ? `status IN (${literals(values)})` : 'false'),
  waitingOn: (value) => `waiting_on = ${literals([value])}`,
  waitingOnViewer: (wanted) => `${wanted ? '' : 'NOT '}(waiting_on IS NOT DISTINCT FROM 'staff')`,
  // Those that have no assignee and are a shop's alone are in neither.
  unassigned: (wanted) => (wanted ? 'is_unassigned' : null),
  escalated: (wanted) => `${wanted ? '' : 'NOT '}is_escalated`,
  text: (text) => (text.trim() ? null : 'true'),
}

/**
 * SQL that counts the tickets that match `filter`, of which `where` is the SQL. Staff get the total of the views and statuses from the kept
 * counts: counting takes longer than reading the page on a large desk.
 */
export function totalSql(filter: Filter, where: string, scope: AudienceScope): string {
  const counted = `(SELECT count(*)::int FROM support_tickets t WHERE ${where})`
  const kept = scope.name === 'staff' ? keptSql(filter) : null
  if (kept === null) return counted
  return `(CASE WHEN ${IS_KEPT} THEN (SELECT coalesce(sum(tickets), 0)::int FROM (${KEPT_TICKETS}) k WHERE ${kept}) ELSE ${counted} END)`
}

function keptSql(filter: Filter): string | null {
  const conditions: string[] = []
  for (const [name, wanted] of Object.entries(filter)) {
    if (wanted == null) continue
    const condition = (CONDITIONS[name as keyof Filter] as ((wanted: unknown) => string | null) | undefined)?.(wanted)
    if (condition == null) return null
    conditions.push(condition)
  }
  return conditions.join(' AND ') || 'true'
}

// What PostgreSQL tells of a plan that has run (EXPLAIN ANALYZE as JSON).

export const LARGE = ['support_tickets', 'ticket_events', 'ticket_messages', 'search_documents']

/** What the numbers of the rail are about. */
const COUNTED_FROM = [...LARGE, 'read_markers', 'ticket_stars']

export interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Actual Loops': number
  'Actual Rows': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}

/** How many rows of large tables a plan has read, also those that it did not need. */
export function rowsRead(plan: Plan): number {
  const { 'Actual Loops': loops, 'Actual Rows': rows, 'Rows Removed by Filter': removed = 0, Plans = [] } = plan
  const own = COUNTED_FROM.includes(plan['Relation Name'] ?? '') ? loops * (rows + removed) : 0
  return Plans.reduce((sum, part) => sum + rowsRead(part), own)
}

/** The parts of a plan that ran: some were not needed. */
export function executed(plan: Plan): Plan[] {
  return [...(plan['Actual Loops'] > 0 ? [plan] : []), ...(plan.Plans ?? []).flatMap(executed)]
}

/** The tables that a plan reads whole. */
export function scans({ 'Node Type': kind, 'Relation Name': table, Plans = [] }: Plan): string[] {
  return [...(kind === 'Seq Scan' && table ? [table] : []), ...Plans.flatMap(scans)]
}

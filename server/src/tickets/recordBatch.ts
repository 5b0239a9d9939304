import { record } from '../audit/record.ts'
import type { BatchChange, Outcome } from './updateTickets.ts'

/** Has the audit log tell of a change that made more than one ticket different: of what, and of how many. */
export async function recordBatch(change: BatchChange, outcomes: readonly Outcome[]): Promise<void> {
  const tickets = outcomes.filter((one) => 'changed' in one && one.changed).length
  if (tickets < 2) return
  const changes = Object.entries(change).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  await record('tickets_changed', { tickets, changes: changes.toSorted() })
}

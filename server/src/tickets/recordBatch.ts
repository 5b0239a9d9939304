import { record } from '../audit/record.ts'
import type { BatchChange, Outcome } from './updateTickets.ts'

/** Writes an audit entry for a change of more than one ticket, with its kind and the number of tickets. */
export async function recordBatch(change: BatchChange, outcomes: readonly Outcome[]): Promise<void> {
  const tickets = outcomes.filter((one) => 'changed' in one && one.changed).length
  if (tickets < 2) return
  const changes = Object.entries(change).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  await record('tickets_changed', { tickets, changes: changes.toSorted() })
}

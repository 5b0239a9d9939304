import { statement } from '../platform/database/statement.ts'

// hold_assignee() is the one place that says who can be assigned; see the migration assignable_people.
const hold = statement<{ id: string; held: boolean }>(
  'SELECT p.id, hold_assignee(p.id) AS held FROM unnest($1::uuid[]) AS p (id) ORDER BY p.id',
)

/**
 * Which of these people can be assigned tickets: enabled staff, and nobody who is being disabled or taken off the staff at
 * this moment. They stay so until the operation ends. It never waits, so it can be called with tickets locked.
 */
export async function holdAssignees(ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const people = await hold.rows([...new Set(ids)])
  return new Set(people.filter(({ held }) => held).map(({ id }) => id))
}

const unavailable = statement<{ id: string }>(`
  SELECT p.assignee_id AS id FROM (
    SELECT DISTINCT t.assignee_id FROM support_tickets t
    WHERE t.id = ANY ($1::uuid[]) AND has_ended(t.status) AND t.assignee_id IS NOT NULL) p
  WHERE NOT hold_assignee(p.assignee_id)`)

/** Those to whom ended tickets among these are assigned, and who cannot have them once they are reopened. */
export async function unavailableAssignees(ticketIds: readonly string[]): Promise<string[]> {
  return (await unavailable.rows(ticketIds)).map(({ id }) => id)
}

/** The fact that a ticket has come back to the queue because its assignee cannot have it any more. */
export const ASSIGNEE_UNAVAILABLE = 'assignee_unavailable'

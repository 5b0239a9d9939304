import { statement } from '../platform/database/statement.ts'

// hold_assignee() is the only place that decides who can be assigned; see the migration assignable_people.
const hold = statement<{ id: string; held: boolean }>(
  'SELECT p.id, hold_assignee(p.id) AS held FROM unnest($1::uuid[]) AS p (id) ORDER BY p.id',
)

/**
 * Which of these people can be assigned tickets: enabled staff who are not being disabled or removed from the staff at this
 * moment. This stays true until the operation ends. It never waits, so it can be called with tickets locked.
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

/** The assignees of the ended tickets among these who cannot be assigned when they are reopened. */
export async function unavailableAssignees(ticketIds: readonly string[]): Promise<string[]> {
  return (await unavailable.rows(ticketIds)).map(({ id }) => id)
}

/** The event of a ticket that returned to the queue because its assignee can no longer be assigned. */
export const ASSIGNEE_UNAVAILABLE = 'assignee_unavailable'

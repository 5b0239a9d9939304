import { statement } from '../platform/database/statement.ts'
import { type ListedPerson, readListedPeople } from '../viewer/reads.ts'
import { type Invitation, readInvitations } from './invitation.ts'

const waitingShops = statement<{ count: number }>(`
  SELECT count(DISTINCT seller_id)::int AS count FROM support_tickets WHERE waiting_on = 'staff' AND seller_id IS NOT NULL`)
const waitingTickets = statement<{ id: string; count: number }>(`
  SELECT seller_id AS id, count(*)::int AS count FROM support_tickets
  WHERE waiting_on = 'staff' AND seller_id = ANY ($1::uuid[]) GROUP BY seller_id`)

/** The number of shops with a ticket that waits for staff. */
export async function countWaitingShops(): Promise<number> {
  return (await waitingShops.first())!.count
}

/** The number of tickets of each of these shops that wait for staff, in the same order. */
export async function countWaitingTickets(shopIds: readonly string[]): Promise<number[]> {
  const rows = await waitingTickets.rows(shopIds)
  const counts = new Map(rows.map(({ id, count }) => [id, count]))
  return shopIds.map((id) => counts.get(id) ?? 0)
}

/** A changed person or invitation, in its current state. */
export interface PersonChange {
  id: string
  person: ListedPerson | null
  invitation: Invitation | null
}

/** The people and invitations with these ids, in their current state. */
export async function readChanged(ids: readonly string[]): Promise<PersonChange[]> {
  const people = await readListedPeople(ids)
  const invitations = await readInvitations(ids)
  return [
    ...people.map((person) => ({ id: person.id, person, invitation: null })),
    ...invitations.map((invitation) => ({ id: invitation.id, person: null, invitation })),
  ]
}

import { statement } from '../platform/database/statement.ts'

const stand = statement(`SELECT set_config('parley.door', $1, true)`)
const number = statement<{ number: string }>('SELECT ticket_number AS number FROM support_tickets WHERE id = $1')
const lock = statement<{ number: string }>(
  'SELECT ticket_number AS number FROM support_tickets WHERE id = $1 FOR NO KEY UPDATE',
)

/**
 * Lets the viewer write to the log of a ticket that they cannot see: a request to join it, or leaving it. The policies allow
 * this, in the same transaction, to people whom the ticket concerns. Nothing can be read through it. An error in `work` rolls
 * back the whole operation, so it must not throw expected errors.
 */
export async function withAdmission<T>(ticketId: string, work: () => Promise<T>): Promise<T> {
  await stand.rows(ticketId)
  const result = await work()
  await stand.rows('')
  return result
}

/** The number of a ticket that concerns the viewer; undefined for other tickets. */
export async function admissibleTicketNumber(ticketId: string): Promise<string | undefined> {
  return (await withAdmission(ticketId, () => number.first(ticketId)))?.number
}

/**
 * Locks a ticket that concerns the viewer until the operation ends, and returns its number; undefined for other tickets.
 */
export async function lockAdmissibleTicket(ticketId: string): Promise<string | undefined> {
  return (await withAdmission(ticketId, () => lock.first(ticketId)))?.number
}

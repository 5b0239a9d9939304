import { statement } from '../platform/database/statement.ts'

/** The erasure of a person, as staff read it. */
export interface Erasure {
  userId: string
  requestedAt: Date
  finishedAt: Date | null
  heldTickets: number
}

const read = statement<Erasure & Record<string, unknown>>(`
  SELECT user_id AS "userId", requested_at AS "requestedAt", finished_at AS "finishedAt", held_tickets AS "heldTickets"
  FROM erasures WHERE user_id = ANY ($1::uuid[])`)

/** The erasures of these people, in their order; null where there is none. */
export async function readErasures(userIds: readonly string[]): Promise<(Erasure | null)[]> {
  const found = new Map((await read.rows(userIds)).map((erasure) => [erasure.userId, erasure]))
  return userIds.map((id) => found.get(id) ?? null)
}

import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'

/** An emergency access that has not expired. */
export interface EmergencyAccess {
  reason: string
  startedAt: Date
  expiresAt: Date
}

const accesses = statement<EmergencyAccess & { ticketId: string }>(`
  SELECT ticket_id AS "ticketId", reason, started_at AS "startedAt", expires_at AS "expiresAt" FROM emergency_accesses
  WHERE ticket_id = ANY ($1::uuid[]) AND admin_id = (SELECT viewer_id()) AND ended_at IS NULL AND expires_at > clock_timestamp()`)
const states = statement<{ id: string; isConfidential: boolean; isOpen: boolean }>(`
  SELECT id, confidential AS "isConfidential", opens(t) AS "isOpen" FROM support_tickets t WHERE id = ANY ($1::uuid[])`)

/** The viewer's emergency accesses to these tickets, in their order; null where there is none. */
export async function readAccesses(ticketIds: readonly string[]): Promise<(EmergencyAccess | null)[]> {
  const found = new Map((await accesses.rows(ticketIds)).map((row) => [row.ticketId, row]))
  return ticketIds.map((id) => found.get(id) ?? null)
}

/** Whether these tickets are confidential, and whether the viewer may read their texts. */
export async function readPrivacy(
  ticketIds: readonly string[],
): Promise<{ isConfidential: boolean; isOpen: boolean }[]> {
  const found = new Map((await states.rows(ticketIds.filter(isUuid))).map((row) => [row.id, row]))
  return ticketIds.map((id) => found.get(id) ?? { isConfidential: false, isOpen: false })
}

import { randomUUID } from 'node:crypto'
import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import { checkedText } from '../platform/text.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { readAccesses } from './reads.ts'
import { canRequestEmergencyAccess } from './policy.ts'

const REASON_MAX = 500
const HOUR_MS = 3_600_000

const find = statement<{ id: string | null }>('SELECT find_for_emergency($1) AS id')
const open = statement<{ expiresAt: Date }>(
  `INSERT INTO emergency_accesses (id, ticket_id, admin_id, reason, expires_at) VALUES ($1, $2, $3, $4, $5) RETURNING expires_at AS "expiresAt"`,
)

/**
 * Lets an admin read one ticket for an hour, although it is private: with a reason that its requester and assignee are notified of at once,
 * and that is in its history and in the audit log. While an access lasts, asking again changes nothing. Returns the ticket's id.
 */
export async function requestEmergencyAccess(
  viewer: Viewer,
  input: { ticketNumber: string; reason: string },
): Promise<string> {
  if (!canRequestEmergencyAccess(viewer)) throw new UserError('FORBIDDEN', 'Only admins ask for emergency access.')
  const reason = checkedText(input.reason, { field: 'reason', max: REASON_MAX })
  const id = (await find.first(input.ticketNumber.trim().toUpperCase()))?.id
  if (!id) throw notFound('ticket', 'ticketNumber')
  if ((await readAccesses([id]))[0]) return id
  const accessId = randomUUID()
  const { expiresAt } = (await open.first(accessId, id, viewer.id, reason, new Date(Date.now() + HOUR_MS)))!
  const data = { reason, expiresAt: expiresAt.toISOString() }
  await appendEvent({ ticketId: id, kind: 'emergency_access', actorId: viewer.id, audience: 'requester', data })
  await addJob('end_emergency_access', { accessId }, { key: `end_emergency_access:${accessId}`, runAt: expiresAt })
  return id
}

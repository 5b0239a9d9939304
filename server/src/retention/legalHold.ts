import { appendEvent } from '../log/appendEvent.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedText } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import { type Person, personColumns, personFrom } from '../viewer/person.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canHold } from './policy.ts'

/** The maximum length of a reason, in UTF-16 code units. */
const REASON_MAX = 200

/** A legal hold as staff read it. */
export interface LegalHold {
  reason: string
  setAt: Date
  setBy: Person | null
}

const read = statement<Record<string, any>>(`
  SELECT h.ticket_id AS "ticketId", h.reason, h.set_at AS "setAt", ${personColumns('u', 'setter')}
  FROM legal_holds h LEFT JOIN users u ON u.id = h.set_by WHERE h.ticket_id = ANY ($1::uuid[])`)
const set = statement<{ id: string }>(
  'INSERT INTO legal_holds (ticket_id, reason, set_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING ticket_id AS id',
)
const lift = statement<{ id: string }>('DELETE FROM legal_holds WHERE ticket_id = $1 RETURNING ticket_id AS id')

/** The legal holds on these tickets, in their order; null where there is none. */
export async function readHolds(ticketIds: readonly string[]): Promise<(LegalHold | null)[]> {
  const rows = new Map((await read.rows(ticketIds)).map((row) => [row['ticketId'] as string, row]))
  return ticketIds.map((id) => {
    const row = rows.get(id)
    return row ? { reason: row['reason'], setAt: row['setAt'], setBy: personFrom(row, 'setter') } : null
  })
}

/** Puts a ticket under a legal hold: nothing in it is removed until it is lifted. Repeating it changes nothing. */
export async function setLegalHold(
  viewer: Viewer,
  input: { ticketId: string; reason?: string | null | undefined },
): Promise<void> {
  const reason = checkedText(input.reason ?? '', { field: 'reason', max: REASON_MAX, optional: true })
  const { id } = await lockTicket(input.ticketId)
  adminsOnly(viewer)
  if (await set.first(id, reason, viewer.id)) await noted(viewer, id, 'legal_hold_set')
}

/** Lifts the legal hold on a ticket. Erasures that waited for it are continued. */
export async function liftLegalHold(viewer: Viewer, input: { ticketId: string }): Promise<void> {
  const { id } = await lockTicket(input.ticketId)
  adminsOnly(viewer)
  if (!(await lift.first(id))) return
  await noted(viewer, id, 'legal_hold_lifted')
  await addJob('erase_people', {})
}

function noted(viewer: Viewer, ticketId: string, kind: 'legal_hold_set' | 'legal_hold_lifted') {
  return appendEvent({ ticketId, kind, actorId: viewer.id, audience: 'staff', data: {} })
}

function adminsOnly(viewer: Viewer): void {
  if (!canHold(viewer)) throw new UserError('FORBIDDEN', 'Only admins set and lift legal holds.')
}

import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { staffOnly } from '../tickets/assigning.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canSetConfidential } from './policy.ts'

const facts = statement<{ confidential: boolean; staffIds: string[] }>(
  `SELECT confidential, staff_ids::text[] AS "staffIds" FROM support_tickets WHERE id = $1`,
)
const set = statement('UPDATE support_tickets SET confidential = $2 WHERE id = $1')

/** Makes a ticket private for the staff who take part in it, or no longer. Repeating it changes nothing. */
export async function setConfidential(
  viewer: Viewer,
  input: { ticketId: string; confidential: boolean },
): Promise<void> {
  const { id } = await lockTicket(input.ticketId)
  staffOnly(viewer)
  const { confidential, staffIds } = (await facts.first(id))!
  if (!canSetConfidential(viewer, staffIds))
    throw new UserError('FORBIDDEN', 'Only staff who take part in this ticket can do this. Claim it first.')
  if (confidential === input.confidential) return
  await set.rows(id, input.confidential)
  await appendEvent({
    ticketId: id,
    kind: 'confidential_changed',
    actorId: viewer.id,
    audience: 'staff',
    data: { confidential: input.confidential },
  })
}

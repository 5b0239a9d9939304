import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedLine } from '../platform/text.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { staffOnly } from './assigning.ts'
import { SUBJECT_MAX } from './createTicket.ts'
import { lockTicket } from './lockTicket.ts'

const subjectOf = statement<{ subject: string }>('SELECT subject FROM support_tickets WHERE id = $1')
const update = statement('UPDATE support_tickets SET subject = $2 WHERE id = $1')

/** Gives a ticket another subject, by the rules of a new ticket. Its present one changes nothing. */
export async function renameTicket(
  viewer: Viewer,
  input: { ticketId: string; subject: string; expectedVersion?: number | null },
): Promise<void> {
  const to = checkedLine(input.subject, { field: 'subject', max: SUBJECT_MAX })
  const { id } = await lockTicket(input.ticketId, { version: input.expectedVersion, unless: ['renamed'] })
  staffOnly(viewer)
  // Read under the lock.
  const from = (await subjectOf.first(id))!.subject
  if (from === to) return
  await update.rows(id, to)
  await appendEvent({ ticketId: id, kind: 'renamed', actorId: viewer.id, data: { from, to } })
}

import { appendEvent } from '../history/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedText } from '../platform/text.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { staffOnly } from './assigning.ts'
import { lockTicket } from './lockTicket.ts'

/** The longest private notes, in UTF-16 code units. */
const NOTES_MAX = 20_000

const write = statement<{ changed: boolean }>(`
  INSERT INTO ticket_notes AS n (ticket_id, body) VALUES ($1, $2)
  ON CONFLICT (ticket_id) DO UPDATE SET body = excluded.body WHERE n.body <> excluded.body RETURNING true AS changed`)

/** Writes staff's private notes on a ticket. The same text changes nothing. */
export async function setNotes(
  viewer: Viewer,
  input: { ticketId: string; notes: string; expectedVersion?: number | null },
): Promise<void> {
  const body = checkedText(input.notes, { field: 'notes', max: NOTES_MAX, optional: true, verbatim: true })
  const ticket = await lockTicket(input.ticketId, input.expectedVersion)
  staffOnly(viewer)
  if (!(await write.first(ticket.id, body))) return
  await appendEvent({ ticketId: ticket.id, kind: 'notes_changed', actorId: viewer.id, audience: 'staff' })
}

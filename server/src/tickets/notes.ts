import { statement } from '../platform/database/statement.ts'
import { type Person, personColumns, personFrom } from '../viewer/person.ts'

/** Staff's private notes on a ticket. */
export interface Notes {
  body: string
  /** The seq of the event of their last change; 0 before the first. */
  version: number
  editedBy: Person | null
  editedAt: Date | null
}

const read = statement<Record<string, any>>(`
  SELECT n.body, n.version, n.edited_at AS "editedAt", ${personColumns('u', 'editor')}
  FROM ticket_notes n LEFT JOIN users u ON u.id = n.edited_by WHERE n.ticket_id = $1`)

/** The current notes on a ticket; empty if there are none. */
export async function readNotes(ticketId: string): Promise<Notes> {
  const row = await read.first(ticketId)
  if (!row) return { body: '', version: 0, editedBy: null, editedAt: null }
  return { body: row['body'], version: row['version'], editedBy: personFrom(row, 'editor'), editedAt: row['editedAt'] }
}

const known = new WeakMap<{ id: string }, Promise<Notes>>()

/** The notes on a ticket, read once however many of their fields are selected. */
export function notesOf(ticket: { id: string }): Promise<Notes> {
  const notes = known.get(ticket) ?? readNotes(ticket.id)
  known.set(ticket, notes)
  return notes
}

import { batched } from '../platform/database/batched.ts'
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
  SELECT n.ticket_id, n.body, n.version, n.edited_at AS "editedAt", ${personColumns('u', 'editor')}
  FROM ticket_notes n LEFT JOIN users u ON u.id = n.edited_by WHERE n.ticket_id = ANY ($1::uuid[])`)

const NONE: Notes = { body: '', version: 0, editedBy: null, editedAt: null }

const readOfEach = batched(async (ticketIds) => {
  const rows = await read.rows(ticketIds)
  const byTicket = new Map(rows.map((row) => [row['ticket_id'] as string, notesFrom(row)]))
  return ticketIds.map((id) => byTicket.get(id) ?? NONE)
})

const notesFrom = (row: Record<string, any>): Notes => ({
  body: row['body'],
  version: row['version'],
  editedBy: personFrom(row, 'editor'),
  editedAt: row['editedAt'],
})

/** The current notes on a ticket; empty if there are none. */
export const readNotes = (ticketId: string): Promise<Notes> => readOfEach(ticketId)

const known = new WeakMap<{ id: string }, Promise<Notes>>()

/** The notes on a ticket, read once however many of their fields are selected. */
export function notesOf(ticket: { id: string }): Promise<Notes> {
  const notes = known.get(ticket) ?? readNotes(ticket.id)
  known.set(ticket, notes)
  return notes
}

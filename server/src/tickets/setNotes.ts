import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedText } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { staffOnly } from './assigning.ts'
import { lockTicket } from './lockTicket.ts'
import { type Notes, readNotes } from './notes.ts'

/** The maximum length of private notes, in UTF-16 code units. */
const NOTES_MAX = 20_000

interface SetNotes {
  ticketId: string
  notes: string
  /** The version of the notes that the caller has read. */
  expectedNotesVersion?: number | null
  /** Alternatively, the version of the ticket when they read them. */
  expectedVersion?: number | null
}

const write = statement(`
  INSERT INTO ticket_notes (ticket_id, body, version, edited_by, edited_at) VALUES ($1, $2, $3, $4, clock_timestamp())
  ON CONFLICT (ticket_id) DO UPDATE SET
    body = excluded.body, version = excluded.version, edited_by = excluded.edited_by, edited_at = excluded.edited_at`)

/**
 * Writes a ticket's private notes. The same text changes nothing. Throws CONFLICT if another person has changed the notes
 * since the caller read them; other changes of the ticket do not conflict.
 */
export async function setNotes(viewer: Viewer, input: SetNotes): Promise<void> {
  const body = checkedText(input.notes, { field: 'notes', max: NOTES_MAX, optional: true, verbatim: true })
  const ticket = await lockTicket(input.ticketId)
  staffOnly(viewer)
  const now = await readNotes(ticket.id)
  if (now.body === body) return
  checkVersion(now, ticket.version, input)
  const { seq } = await appendEvent({
    ticketId: ticket.id,
    kind: 'notes_changed',
    actorId: viewer.id,
    audience: 'staff',
    data: {},
  })
  await write.rows(ticket.id, body, seq, viewer.id)
}

function checkVersion(now: Notes, ticketVersion: number, { expectedNotesVersion, expectedVersion }: SetNotes): void {
  const changed = `${now.editedBy?.name ?? 'Another user'} changed these notes. This is the current version.`
  if (expectedNotesVersion != null && expectedNotesVersion !== now.version)
    throw new UserError('CONFLICT', changed, ['input', 'expectedNotesVersion'])
  if (expectedVersion != null && (expectedVersion < now.version || expectedVersion > ticketVersion))
    throw new UserError('CONFLICT', changed, ['input', 'expectedVersion'])
}

import { isUuid } from '../platform/database/identity.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { attachmentColumns, type AttachmentRow } from './attachment.ts'

type Row = AttachmentRow & Record<string, unknown>

/** The maximum number of files listed for a ticket. */
const TICKET_FILES_MAX = 100

const byId = statement<Row>(
  `SELECT ${attachmentColumns} FROM attachments a WHERE a.id = $1 AND a.state <> 'pending_deletion'`,
)

/** A file that the viewer may access: one of a message they may read, or their own upload. Null otherwise. */
export async function readAttachment(id: string): Promise<AttachmentRow | null> {
  return (await byId.first(id)) ?? null
}

/** An upload of the viewer that has not been sent yet. */
export async function readUpload(id: string): Promise<AttachmentRow | null> {
  const row = await readAttachment(id)
  return row?.messageId === null && row.ownerId === currentOperation().identity.userId ? row : null
}

const ofMessages = statement<Row>(`
  SELECT ${attachmentColumns} FROM attachments a
  WHERE a.message_id = ANY ($1::uuid[]) AND a.state = 'attached' ORDER BY a.position, a.id`)

/** The files of each of these messages, in the order in which they were sent. Reads nothing for an empty list of ids. */
export async function readAttachmentsOf(messageIds: readonly string[]): Promise<AttachmentRow[][]> {
  const asked = messageIds.filter(isUuid)
  const rows = asked.length > 0 ? await ofMessages.rows(asked) : []
  return grouped(messageIds, rows, ({ messageId }) => messageId!)
}

// Found through the index of messages with files: a long conversation has few.
const ofTickets = statement<Row & { ticketId: string }>(`
  SELECT t.id AS "ticketId", file.* FROM unnest($1::uuid[]) AS t (id) CROSS JOIN LATERAL (
    SELECT ${attachmentColumns} FROM ticket_messages m JOIN attachments a ON a.message_id = m.id AND a.state = 'attached'
    WHERE m.ticket_id = t.id AND m.attachment_count > 0
    ORDER BY m.created_at DESC, m.id DESC, a.position LIMIT ${TICKET_FILES_MAX}) file`)

/** The files of each of these tickets that the viewer may access, newest first. */
export async function readTicketAttachments(ticketIds: readonly string[]): Promise<AttachmentRow[][]> {
  return grouped(ticketIds, await ofTickets.rows(ticketIds), ({ ticketId }) => ticketId)
}

function grouped<T>(keys: readonly string[], rows: T[], keyOf: (row: T) => string): T[][] {
  const groups = new Map<string, T[]>(keys.map((key) => [key, []]))
  for (const row of rows) groups.get(keyOf(row))?.push(row)
  return keys.map((key) => groups.get(key)!)
}

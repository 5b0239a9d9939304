import { type Person, personColumns, personFrom } from '../viewer/person.ts'
import type { Audience, SenderType } from '../generated/prisma/client.ts'

/** A message as read from the database; the body is null once it is deleted. */
export interface MessageRow {
  id: string
  ticketId: string
  author: Person | null
  authorId: string | null
  senderType: SenderType
  audience: Audience
  body: string | null
  createdAt: Date | string
  editedAt: Date | string | null
  deletedAt: Date | string | null
  /** The number of files it was sent with. */
  attachmentCount: number
  /** The message that it quotes. */
  quotedMessageId: string | null
}

const COLUMNS = [
  'id',
  'ticket_id',
  'author_id',
  'sender_type',
  'audience',
  'body',
  'created_at',
  'edited_at',
  'deleted_at',
  'attachment_count',
  'quoted_message_id',
]

/** SQL for a message (table `message`) without its author, each column prefixed. */
export function bareMessageColumns(message: string, prefix: string): string {
  return COLUMNS.map((column) => `${message}.${column} AS ${prefix}_${column}`).join(', ')
}

/** SQL for a message (table `message`) and its author (users as `author`), each column prefixed. */
export function messageColumns(message: string, author: string, prefix: string): string {
  return `${bareMessageColumns(message, prefix)}, ${personColumns(author, `${prefix}_by`)}`
}

/** The message in a row that was selected with `messageColumns`; null if the join found none. */
export function messageFrom(
  row: Record<string, any>,
  prefix: string,
  author = personFrom(row, `${prefix}_by`),
): MessageRow | null {
  const id = row[`${prefix}_id`] as string | null | undefined
  if (id == null) return null
  return {
    id,
    ticketId: row[`${prefix}_ticket_id`],
    author,
    authorId: row[`${prefix}_author_id`],
    senderType: row[`${prefix}_sender_type`],
    audience: row[`${prefix}_audience`],
    body: row[`${prefix}_body`],
    createdAt: row[`${prefix}_created_at`],
    editedAt: row[`${prefix}_edited_at`],
    deletedAt: row[`${prefix}_deleted_at`],
    attachmentCount: row[`${prefix}_attachment_count`],
    quotedMessageId: row[`${prefix}_quoted_message_id`],
  }
}

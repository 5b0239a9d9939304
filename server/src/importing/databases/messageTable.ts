import type { SenderType } from '../../generated/prisma/client.ts'
import type { Fields } from './fields.ts'
import type { ForeignMessage, Requester } from './model.ts'
import type { Origin } from './report.ts'
import type { Translation } from './tableSpec.ts'
import { senderIn } from './vocabulary.ts'

/** The columns that messages have in both systems. */
export const MESSAGE_COLUMNS = {
  id: ['id', 'uuid', 'message_id'],
  ticketId: ['ticket_id', 'support_ticket_id'],
  body: ['message', 'content', 'body', 'text', 'message_text'],
  senderType: ['sender_type', 'sender_role', 'sender', 'role', 'author_type', 'from_type'],
  isRead: ['is_read', 'read', 'seen', 'is_seen', 'read_at', 'seen_at'],
  isNote: ['is_internal', 'is_note', 'is_private', 'internal'],
  createdAt: ['created_at', 'inserted_at', 'sent_at', 'timestamp', 'created'],
  unused: ['updated_at'],
}

type Column = keyof typeof MESSAGE_COLUMNS

/** Stages a message of these columns. */
export async function stageMessage(
  fields: Fields<Column>,
  origin: Origin,
  message: Requester &
    Pick<ForeignMessage, 'kind' | 'authorId'> & { sender: SenderType | undefined; own: SenderType | null },
  translation: Translation,
): Promise<void> {
  const { staging, report } = translation
  const { own, sender: given, ...rest } = message
  const at = timeOf(fields, origin, translation)
  if (at === undefined) return report.lost(origin, 'has no time that can be read, nor has an earlier message')
  const word = fields.text('senderType')
  const sender = given ?? (word === null ? own : senderIn(word))
  if (sender === undefined) report.changed(origin, `sender type "${word}" is unknown: it has no author`)
  const body = fields.verbatim('body').toWellFormed()
  const isNote = (fields.flag('isNote') ?? false) && (sender === 'agent' || sender === 'admin')
  await staging.addMessage({
    ...origin,
    ...rest,
    sender: sender === undefined ? 'system' : sender,
    body,
    at,
    isNote,
    isRead: isRead(fields),
    ticketId: fields.text('ticketId'),
  })
}

/** Without a column for it, messages count as read; with the time of reading instead, an empty one does not. */
function isRead(fields: Fields<Column>): boolean {
  const text = fields.text('isRead')
  if (text !== null) return fields.flag('isRead')! || /^\d{4}-/.test(text)
  return !fields.has('isRead')
}

/** Without a time that can be read, the one of the message before it in the source; the present for one in the future. */
function timeOf(fields: Fields<Column>, origin: Origin, { staging, report, times }: Translation): string | undefined {
  const at = times.parse(fields.text('createdAt'))
  const now = new Date().toISOString().replace('Z', '000Z')
  if (at !== undefined && at <= now) return at
  const given = fields.text('createdAt') ?? 'empty'
  const used = at === undefined ? staging.lastTime : now
  if (used !== undefined) report.changed(origin, `its time (${given}) is not one in the past: ${used} was used`)
  return used
}

import type { Audience, ScheduledMessageHoldReason, ScheduledMessageState } from '../generated/prisma/client.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'

/** A message that is to be sent later. */
export interface ScheduledMessage {
  /** Also the id of the message that it becomes. */
  id: string
  ticketId: string
  authorId: string
  audience: Audience
  /** Null if it was sent or cancelled. */
  body: string | null
  sendAt: Date
  state: ScheduledMessageState
  holdReason: ScheduledMessageHoldReason | null
  /** The last event visible to participants that its author had seen. */
  basedOn: number
  createdAt: Date
  updatedAt: Date
}

/** The columns of a scheduled message, as ScheduledMessage has them. */
export const SCHEDULED_COLUMNS = `id, ticket_id AS "ticketId", author_id AS "authorId", audience, body, send_at AS "sendAt", state,
  hold_reason AS "holdReason", based_on AS "basedOn", created_at AS "createdAt", updated_at AS "updatedAt"`

type Row = ScheduledMessage & Record<string, unknown>

const waiting = statement<Row>(`
  SELECT ${SCHEDULED_COLUMNS} FROM scheduled_messages m WHERE ticket_id = $1 AND state IN ('scheduled', 'held')
    AND EXISTS (SELECT FROM support_tickets t WHERE t.id = m.ticket_id) ORDER BY send_at, id`)
const byIds = statement<Row>(`SELECT ${SCHEDULED_COLUMNS} FROM scheduled_messages WHERE id = ANY ($1::uuid[])`)

/** The scheduled and held messages of a ticket, by time: the viewer's own and, for staff, those of all staff. */
export async function readWaiting(ticketId: string): Promise<ScheduledMessage[]> {
  return isUuid(ticketId) ? waiting.rows(ticketId) : []
}

/** The messages with these ids that the viewer may see. */
export function readScheduledMessages(ids: readonly string[]): Promise<ScheduledMessage[]> {
  return byIds.rows(ids)
}

/** One of these messages, or null. */
export async function readScheduledMessage(id: string): Promise<ScheduledMessage | null> {
  return isUuid(id) ? ((await readScheduledMessages([id]))[0] ?? null) : null
}

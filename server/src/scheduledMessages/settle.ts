import type { ScheduledMessageHoldReason } from '../generated/prisma/client.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { SCHEDULED_COLUMNS, type ScheduledMessage } from './reads.ts'

type Row = ScheduledMessage & Record<string, unknown>

const end = statement<Row>(`
  UPDATE scheduled_messages SET state = $2::scheduled_message_state, body = NULL, hold_reason = NULL, updated_at = clock_timestamp()
  WHERE id = $1 AND state IN ('scheduled', 'held') RETURNING ${SCHEDULED_COLUMNS}`)
const hold = statement(`
  UPDATE scheduled_messages SET state = 'held', hold_reason = $2::scheduled_message_hold_reason, updated_at = clock_timestamp()
  WHERE id = $1 AND state = 'scheduled'`)

/** A scheduled or held message; throws CONFLICT if it was sent or cancelled. */
export function mustWait(message: ScheduledMessage): ScheduledMessage {
  if (message.state === 'sent') throw new UserError('CONFLICT', 'This message has already been sent.')
  if (message.state === 'cancelled') throw new UserError('CONFLICT', 'This message was cancelled.')
  return message
}

/** Records that a message was sent or cancelled. Its text is deleted: that of the sent message can be edited and deleted. */
export async function endScheduled(id: string, state: 'sent' | 'cancelled'): Promise<ScheduledMessage | undefined> {
  return end.first(id, state)
}

/** Holds a message for its author to review; a trigger notifies them. */
export async function holdScheduled(id: string, reason: ScheduledMessageHoldReason): Promise<void> {
  await hold.rows(id, reason)
}

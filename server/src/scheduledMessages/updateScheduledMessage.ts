import { BODY_MAX } from '../log/appendMessage.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedText } from '../platform/text.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lastSeen } from './basedOn.ts'
import { lockScheduledMessage } from './lockScheduledMessage.ts'
import { SCHEDULED_COLUMNS, type ScheduledMessage } from './reads.ts'
import { checkedSendAt } from './sendAt.ts'
import { addSendJob } from './sendJob.ts'
import { mustWait } from './settle.ts'

const update = statement<ScheduledMessage & Record<string, unknown>>(`
  UPDATE scheduled_messages SET body = $2, send_at = $3, based_on = $4, state = 'scheduled', hold_reason = NULL, updated_at = clock_timestamp()
  WHERE id = $1 RETURNING ${SCHEDULED_COLUMNS}`)

/**
 * Changes the text or the time of a scheduled message; a held one is scheduled again. The author has seen the current state of
 * the ticket, or its events up to `basedOn`: earlier replies no longer hold the message.
 */
export async function updateScheduledMessage(
  viewer: Viewer,
  input: { id: string; body?: string | null; sendAt?: Date | null; basedOn?: number | null },
): Promise<ScheduledMessage> {
  const before = mustWait(await lockScheduledMessage(viewer, input.id))
  const body =
    input.body == null ? before.body : checkedText(input.body, { field: 'body', max: BODY_MAX, verbatim: true })
  const sendAt = checkedSendAt(input.sendAt ?? before.sendAt)
  const basedOn = await lastSeen(before.ticketId, before.audience, input.basedOn)
  const changed = (await update.first(before.id, body, sendAt, basedOn))!
  await addSendJob(changed)
  return changed
}

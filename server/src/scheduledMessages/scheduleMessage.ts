import type { Audience } from '../generated/prisma/client.ts'
import { BODY_MAX } from '../log/appendMessage.ts'
import { audiencesOf } from '../log/policy.ts'
import { checkAudience, wrongAudience } from '../messages/sendMessage.ts'
import { checkedClientId } from '../platform/clientId.ts'
import { takeAdvisoryLock } from '../platform/database/advisoryLock.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedText } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lastSeen } from './basedOn.ts'
import { readScheduledMessage, SCHEDULED_COLUMNS, type ScheduledMessage } from './reads.ts'
import { checkedSendAt } from './sendAt.ts'
import { addSendJob } from './sendJob.ts'

/** The maximum number of scheduled messages of one person. */
const WAITING_MAX = 100

interface ScheduleMessage {
  ticketId: string
  clientId: string
  body: string
  audience: Audience
  sendAt: Date
  /** The ticket's `lastSeq` that the author had seen. */
  basedOn?: number | null
}

const insert = statement<ScheduledMessage & Record<string, unknown>>(`
  INSERT INTO scheduled_messages (id, ticket_id, author_id, audience, body, send_at, based_on) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT DO NOTHING RETURNING ${SCHEDULED_COLUMNS}`)
const countWaiting = statement<{ count: number }>(`
  SELECT count(*)::int AS count FROM scheduled_messages WHERE author_id = $1 AND state IN ('scheduled', 'held')`)

/**
 * Schedules a message. Repeating the same `clientId` changes nothing, in any state. A background job sends it, unless another
 * person writes to the participants first.
 */
export async function scheduleMessage(viewer: Viewer, input: ScheduleMessage): Promise<ScheduledMessage> {
  const body = checkedText(input.body, { field: 'body', max: BODY_MAX, verbatim: true })
  const id = checkedClientId(input.clientId)
  checkAudience(viewer, input.audience)
  await takeAdvisoryLock(`scheduled_messages ${viewer.id}`)
  const ticket = await lockTicket(input.ticketId)
  const known = await readScheduledMessage(id)
  if (known) return sameAs(known, viewer, input)
  if (!audiencesOf(ticket.side, ticket.hasShopSide).includes(input.audience)) throw wrongAudience(viewer)
  const sendAt = checkedSendAt(input.sendAt)
  if ((await countWaiting.first(viewer.id))!.count >= WAITING_MAX)
    throw new UserError('VALIDATION', `A person can schedule at most ${WAITING_MAX} messages.`)
  const basedOn = await lastSeen(ticket.id, input.audience, input.basedOn)
  const scheduled = await insert.first(id, ticket.id, viewer.id, input.audience, body, sendAt, basedOn)
  if (!scheduled) throw conflict()
  await addSendJob(scheduled)
  return scheduled
}

function sameAs(known: ScheduledMessage, viewer: Viewer, { ticketId, audience }: ScheduleMessage): ScheduledMessage {
  if (known.authorId === viewer.id && known.ticketId === ticketId && known.audience === audience) return known
  throw conflict()
}

const conflict = () =>
  new UserError('IDEMPOTENCY_CONFLICT', 'This clientId was used for another message.', ['input', 'clientId'])

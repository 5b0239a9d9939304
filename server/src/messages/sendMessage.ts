import { appendMessage, BODY_MAX } from '../history/appendMessage.ts'
import type { MessageRow } from '../history/message.ts'
import type { Audience } from '../generated/prisma/client.ts'
import { isUuid } from '../platform/database/identity.ts'
import { checkedText } from '../platform/text.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { setTicketStatus } from '../tickets/setStatus.ts'
import { isStaff } from '../tickets/policy.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canWriteNote } from './policy.ts'
import { readMessage } from './reads.ts'

export interface SendMessage {
  ticketId: string
  /** The UUID that the client minted: the message's id. */
  clientId: string
  body: string
  audience: Audience
}

/**
 * Sends a message, or a note for staff only. The same id with the same content answers the message that is there, so a
 * retry is harmless; with another it is an IDEMPOTENCY_CONFLICT. A participant's reply reopens a ticket that has ended.
 */
export async function sendMessage(viewer: Viewer, input: SendMessage): Promise<MessageRow> {
  const body = checkedText(input.body, { field: 'body', max: BODY_MAX, verbatim: true })
  if (!isUuid(input.clientId)) throw new UserError('VALIDATION', '`clientId` must be a UUID.', ['input', 'clientId'])
  if (input.audience === 'staff' && !canWriteNote(viewer))
    throw new UserError('FORBIDDEN', 'Only staff write internal notes.')
  if (!isUuid(input.ticketId)) throw notFound('ticket', 'ticketId')

  const clientId = input.clientId.toLowerCase()
  const sent = await appendMessage(viewer, { id: clientId, ticketId: input.ticketId, body, audience: input.audience })
  if (!sent) throw notFound('ticket', 'ticketId')
  if (sent.seq === null) return sentBefore(viewer, { ...input, clientId, body })
  const ended = sent.status === 'resolved' || sent.status === 'closed'
  if (ended && !isStaff(viewer)) await setTicketStatus(viewer, input.ticketId, { from: sent.status, to: 'open' })
  return {
    id: clientId,
    ticketId: input.ticketId,
    author: { ...viewer, expertise: [], lastSeenAt: null },
    authorId: viewer.id,
    senderType: viewer.role,
    audience: input.audience,
    body,
    createdAt: sent.createdAt!,
    editedAt: null,
    deletedAt: null,
  }
}

async function sentBefore(viewer: Viewer, { ticketId, clientId, body, audience }: SendMessage): Promise<MessageRow> {
  const message = await readMessage(clientId)
  const same = message?.authorId === viewer.id && message.ticketId === ticketId && message.audience === audience
  // An edited message has another body by now; its first one is not kept, so a late retry of it is taken as one.
  if (same && (message.body === body || message.editedAt !== null || message.deletedAt !== null)) return message
  throw new UserError('IDEMPOTENCY_CONFLICT', 'Another message was sent with this clientId.', ['input', 'clientId'])
}

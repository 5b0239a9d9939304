import { attachUploads, lockUploads, wasSentWith } from '../log/attachFiles.ts'
import { appendMessage, BODY_MAX } from '../log/appendMessage.ts'
import type { MessageRow } from '../log/message.ts'
import { canWriteTo } from '../log/policy.ts'
import type { Audience } from '../generated/prisma/client.ts'
import { mentionedIn } from '../notifications/mentions.ts'
import { hasEnded } from '../log/ticketStatus.ts'
import { checkedClientId } from '../platform/clientId.ts'
import { isUuid } from '../platform/database/identity.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { checkedText } from '../platform/text.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { lockTicket, missing } from '../tickets/lockTicket.ts'
import { setTicketStatus } from '../tickets/setStatus.ts'
import { isStaff } from '../tickets/policy.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { reopens } from './policy.ts'
import { refuseQuote } from './quote.ts'
import { readMessage } from './reads.ts'

/** The sender; a background job sends for its author without a sign-in. */
export type Sender = Omit<Viewer, 'signIn'>

export interface SendMessage {
  ticketId: string
  /** The UUID that the client generated, which becomes the message's id. */
  clientId: string
  body: string
  audience: Audience
  /** Finished uploads of the sender to attach; the body may then be empty. */
  attachmentIds?: readonly string[]
  /** The message of the same ticket that it quotes. */
  quotedMessageId?: string | null
}

/** What is sent in one packet with the message. */
interface Along {
  /** Called once the statement is sent and if it writes everything, so that a read of the message with this id and its ticket can be sent with it. */
  read?: (messageId: string) => void
  /** Called if more is written after all. */
  forget?: () => void
  /** Whether the message is all that its operation writes, so that COMMIT can be sent with it. */
  isAll?: boolean
}

/**
 * Sends a message or an internal note. Repeating the same id with the same content returns the existing message, so a retry is
 * harmless; other content is an IDEMPOTENCY_CONFLICT. A participant's reply reopens a ticket that has ended.
 */
export async function sendMessage(viewer: Sender, input: SendMessage, along: Along = {}): Promise<MessageRow> {
  const { attachmentIds = [], quotedMessageId = null } = input
  const body = checkedText(input.body, {
    field: 'body',
    max: BODY_MAX,
    verbatim: true,
    optional: attachmentIds.length > 0,
  })
  const clientId = checkedClientId(input.clientId)
  checkAudience(viewer, input.audience)
  if (!isUuid(input.ticketId)) throw notFound('ticket', 'ticketId')

  const checked = { ...input, clientId, body, attachmentIds, quotedMessageId }
  // The ticket is locked before the uploads and before it is decided what can be quoted; otherwise the message statement locks it.
  if (attachmentIds.length > 0 || quotedMessageId) await lockTicket(input.ticketId)
  const refusal = quotedMessageId ? await refuseQuote(quotedMessageId, input.ticketId, input.audience) : null
  // A retry of a message that was sent: somebody may have joined since.
  if (refusal && (await readMessage(clientId))) return sentBefore(viewer, checked)
  if (refusal) throw refusal
  const held = await lockUploads(attachmentIds, clientId).catch((refusal: UserError) => sentWith(clientId, refusal))
  if (!held) return sentBefore(viewer, checked)
  const attachmentCount = attachmentIds.length
  const mentions = input.audience === 'staff' ? await mentionedIn(body) : []
  // Otherwise more is written, depending on what the statement finds.
  const isAll = along.isAll === true && attachmentCount === 0 && !quotedMessageId
  const unlessEnded = isAll && !isStaff(viewer)
  const appending = appendMessage(viewer, { ...checked, id: clientId, attachmentCount, mentions, unlessEnded })
  if (attachmentCount === 0 && (isStaff(viewer) || unlessEnded)) along.read?.(clientId)
  const committed = isAll ? currentOperation().commitAlong() : undefined
  const sent = await appending
  await committed
  if (!sent) throw await missing(input.ticketId)
  if (sent.held) {
    along.forget?.()
    currentOperation().startAgain()
    return sendMessage(viewer, input)
  }
  if (!sent.allowed) throw wrongAudience(viewer)
  if (sent.seq === null) return sentBefore(viewer, checked)
  await attachUploads(attachmentIds, clientId)
  if (hasEnded(sent.status) && !isStaff(viewer) && reopens(input.audience, sent.hasShopSide))
    await setTicketStatus(viewer, input.ticketId, { from: sent.status, to: 'open' })
  return {
    id: clientId,
    ticketId: input.ticketId,
    author: { ...viewer, isService: viewer.isService ?? false, expertise: [], lastSeenAt: null },
    authorId: viewer.id,
    senderType: viewer.role,
    audience: input.audience,
    body,
    createdAt: sent.createdAt!,
    editedAt: null,
    deletedAt: null,
    attachmentCount,
    quotedMessageId,
  }
}

/** Throws FORBIDDEN if the sender cannot write to this audience in any ticket. */
export function checkAudience(viewer: Pick<Viewer, 'role'>, audience: Audience): void {
  if (canWriteTo(viewer, audience)) return
  throw new UserError(
    'FORBIDDEN',
    audience === 'staff'
      ? 'Only staff can write internal notes.'
      : 'Only the shop and staff can write to the shop’s side.',
    ['input', 'audience'],
  )
}

/** The error of an audience that does not exist in this ticket, or that is another side. */
export function wrongAudience(viewer: Pick<Viewer, 'role'>): UserError {
  const path = ['input', 'audience']
  return isStaff(viewer)
    ? new UserError('VALIDATION', 'No shop takes part in this ticket. Ask it in first.', path)
    : new UserError('FORBIDDEN', 'You can only write to everyone, or to your side and staff.', path)
}

/**
 * A retry of a message that was sent and then deleted finds its files deleted; all other errors of files are reported.
 */
async function sentWith(clientId: string, refusal: UserError): Promise<null> {
  if ((await readMessage(clientId)) === null) throw refusal
  return null
}

async function sentBefore(
  viewer: Sender,
  { ticketId, clientId, body, audience, attachmentIds = [], quotedMessageId = null }: SendMessage,
): Promise<MessageRow> {
  const message = await readMessage(clientId)
  const same =
    message?.authorId === viewer.id &&
    message.ticketId === ticketId &&
    message.audience === audience &&
    message.quotedMessageId === quotedMessageId
  // An edited message has another body; its original one is not stored, so a late retry is accepted.
  const edited = same && (message.editedAt !== null || message.deletedAt !== null)
  if (same && (message.body === body || edited)) {
    if (message.deletedAt !== null || (await wasSentWith(attachmentIds, clientId))) return message
  }
  throw new UserError('IDEMPOTENCY_CONFLICT', 'This clientId was used for another message.', ['input', 'clientId'])
}

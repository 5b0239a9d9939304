import { randomUUID } from 'node:crypto'
import type { TicketPriority, TicketRecipient, TicketType, UserRole } from '../generated/prisma/client.ts'
import { checkedClientId } from '../platform/clientId.ts'
import { isUuid } from '../platform/database/identity.ts'
import { savepoint } from '../platform/database/operation.ts'
import { prisma } from '../platform/database/prisma.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedLine, checkedText } from '../platform/text.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { attachUploads, lockUploads, wasSentWith } from '../log/attachFiles.ts'
import { appendMessage, BODY_MAX } from '../log/appendMessage.ts'
import { canCreateFor, canTag } from './policy.ts'
import { shopOfTicket } from './shopOfTicket.ts'
import { checkedTags, checkTagCount } from './tags.ts'

/** The maximum length of a subject, in UTF-16 code units. */
export const SUBJECT_MAX = 200
/** And of the reference of an order. */
const ORDER_MAX = 100

interface CreateTicket {
  subject: string
  body: string
  type: TicketType
  priority: TicketPriority
  tags: string[]
  /** The UUID that the client generated for the first message. */
  clientId: string
  /** Staff only: the requester. Defaults to the viewer. */
  requesterId?: string | null
  /** The shop that the ticket is about, or is written to. */
  sellerId?: string | null
  /** The platform by default. */
  to?: TicketRecipient
  /** The order that it is about, as the marketplace names it. */
  order?: string | null
  /** Finished uploads of the viewer to attach to the first message; its body may then be empty. */
  attachmentIds: readonly string[]
}

const insert = statement(`
  INSERT INTO support_tickets (id, subject, priority, ticket_type, tags, requester_id, requester_role, seller_id,
    addressed_to, order_reference)
  VALUES ($1, $2, $3::ticket_priority, $4::ticket_type, $5, $6, $7::user_role, $8, $9::ticket_recipient, $10)`)

/**
 * Creates a ticket with its first message, and returns its id. Repeating the same `clientId` with the same subject and body
 * returns the existing ticket; with others it is an IDEMPOTENCY_CONFLICT.
 */
export async function createTicket(viewer: Viewer, input: CreateTicket): Promise<string> {
  const checked = check(viewer, input)
  const known = await openedBefore(viewer, checked)
  if (known) return known
  const requester = await requesterOf(viewer, input.requesterId)
  const sellerId = await shopOfTicket(viewer, requester, checked)
  // Already attached to this message by a concurrent retry.
  if (!(await lockUploads(checked.attachmentIds, checked.clientId))) return (await openedBefore(viewer, checked))!
  const id = randomUUID()
  try {
    await savepoint(async () => {
      await insertTicket(id, checked, requester, sellerId)
      const sent = await appendMessage(viewer, {
        id: checked.clientId,
        ticketId: id,
        body: checked.body,
        audience: 'participants',
        attachmentCount: checked.attachmentIds.length,
      })
      if (sent?.seq == null) throw new Taken()
      await attachUploads(checked.attachmentIds, checked.clientId)
    })
    return id
  } catch (error) {
    // A retry finished before the first attempt: this one's writes are undone, and the other's ticket is returned.
    const ticket = error instanceof Taken ? await openedBefore(viewer, checked) : null
    if (ticket) return ticket
    throw error instanceof Taken ? conflict() : error
  }
}

class Taken extends Error {}

function insertTicket(
  id: string,
  { subject, priority, type, tags, to = 'staff', order }: CreateTicket,
  requester: { id: string; role: UserRole },
  sellerId: string | null,
): Promise<unknown> {
  const values = [id, subject, priority, type, tags, requester.id, requester.role, sellerId]
  return insert.rows(...values, to, order)
}

function check(viewer: Viewer, input: CreateTicket): CreateTicket {
  const tags = checkedTags(input.tags, 'tags')
  checkTagCount(tags, 'tags')
  const clientId = checkedClientId(input.clientId)
  if (input.requesterId != null && !canCreateFor(viewer, input.requesterId)) {
    throw new UserError('FORBIDDEN', 'Only staff can create tickets for other people.', ['input', 'requesterId'])
  }
  if (tags.length > 0 && !canTag(viewer, { requesterId: viewer.id })) {
    throw new UserError('FORBIDDEN', 'Only sellers and staff can set tags.', ['input', 'tags'])
  }
  return {
    ...input,
    subject: checkedLine(input.subject, { field: 'subject', max: SUBJECT_MAX }),
    body: checkedText(input.body, {
      field: 'body',
      max: BODY_MAX,
      verbatim: true,
      optional: input.attachmentIds.length > 0,
    }),
    clientId,
    tags,
    order: checkedLine(input.order ?? '', { field: 'order', max: ORDER_MAX, optional: true }) || null,
  }
}

async function openedBefore(
  viewer: Viewer,
  { clientId, subject, body, attachmentIds }: CreateTicket,
): Promise<string | null> {
  const message = await prisma.message.findFirst({
    where: { id: clientId },
    include: { ticket: { select: { id: true, subject: true } } },
  })
  if (!message) return null
  // A message that was edited or deleted no longer shows its original text: a late retry is accepted.
  const changed = message.editedAt !== null || message.deletedAt !== null
  const same =
    message.authorId === viewer.id && message.ticket.subject === subject && (changed || message.body === body)
  if (!same || (!message.deletedAt && !(await wasSentWith(attachmentIds, clientId)))) throw conflict()
  return message.ticketId
}

function conflict(): UserError {
  return new UserError('IDEMPOTENCY_CONFLICT', 'This clientId was used for another message.', ['input', 'clientId'])
}

async function requesterOf(
  viewer: Viewer,
  requesterId: string | null | undefined,
): Promise<{ id: string; role: UserRole }> {
  if (requesterId == null || requesterId === viewer.id) return viewer
  const person = isUuid(requesterId)
    ? await prisma.user.findFirst({ where: { id: requesterId }, select: { id: true, role: true } })
    : null
  if (!person) throw notFound('person', 'requesterId')
  return person
}

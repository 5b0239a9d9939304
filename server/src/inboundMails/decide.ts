import type { Files } from '../attachments/files.ts'
import type { SenderType } from '../generated/prisma/client.ts'
import { BODY_MAX } from '../log/appendMessage.ts'
import { isStaffRole, MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { normalizeEmail } from '../viewer/emailAddress.ts'
import { addNote } from './addNote.ts'
import { type Authentication, authenticationOf } from './authentication.ts'
import { automaticReason } from './automatic.ts'
import { type AnswerInvitation, calendarReplyIn } from './calendarReply.ts'
import { ignored, type Outcome, rejected, type StoredMail } from './inboundMail.ts'
import { headerValues, type ParsedMail } from './parseMail.ts'
import type { Recipient } from './replyAddress.ts'
import { createSender, findSender, type Sender } from './sender.ts'
import type { InboundSettings } from './settings.ts'
import { digestOfMessageId } from './storeMail.ts'
import { writeMessage } from './writeMessage.ts'

/** More mails than this from one sender within an hour are assumed to be automatic. */
const PER_HOUR_MAX = 60
/** The number of references to earlier mails that are looked up; the last are the nearest. */
const REFERENCES_MAX = 20

interface Deps {
  files: Files
  inbound: InboundSettings
  answerInvitation: AnswerInvitation
}

const written = statement<{ id: string; senderType: SenderType }>(
  'SELECT id, sender_type AS "senderType" FROM ticket_messages WHERE id = $1',
)
const lately = statement<{ count: number }>(
  `SELECT count(*)::int AS count FROM inbound_mails WHERE sender = $1 AND processed_at > now() - interval '1 hour'`,
)
const answered = statement<{ ticketId: string }>(`
  SELECT m.ticket_id AS "ticketId" FROM inbound_mails i JOIN ticket_messages m ON m.id = i.message_id
  JOIN support_tickets t ON t.id = m.ticket_id
  WHERE i.digest = ANY ($1::bytea[]) AND m.author_id = $2 AND $2 = ANY (t.participant_ids) ORDER BY i.received_at DESC LIMIT 1`)

/**
 * Decides how to handle a mail, and does it. docs/email.md has the rules. From here on the sender is only an address that anyone
 * can write into a header; permissions depend on whether the receiving mail server has verified it, and on the reply address,
 * which only one person has received.
 */
export async function decide(deps: Deps, stored: StoredMail, mail: ParsedMail): Promise<Outcome> {
  const { files, inbound } = deps
  const see = <T>(work: () => Promise<T>) => asIdentity(files.pools, MAINTENANCE, 'write', work)
  const messageId = inbound.messageIdOf(stored.digest)
  const before = await see(() => written.first(messageId))
  if (before) return accepted(messageId, before.senderType === 'system')

  const calendar = calendarReplyIn(mail.files)
  const automatic = calendar ? null : automaticReason(mail, stored.envelopeSender, inbound.desk)
  if (automatic) return ignored(automatic)
  const address = mail.from && normalizeEmail(mail.from.address)
  if (!address) return rejected('no_sender')
  const authentication = authenticationOf(headerValues(mail, 'authentication-results'), address, inbound.authserv)
  if (authentication === 'fail') return rejected('authentication_failed')
  if ((await see(() => lately.first(address)))!.count >= PER_HOUR_MAX) return ignored('too_many')
  if (calendar) {
    const isTheirs = normalizeEmail(calendar.attendee) === address
    const isAnswered = isTheirs && (await deps.answerInvitation(calendar))
    return isAnswered ? { state: 'accepted', reason: 'calendar_reply' } : ignored('calendar_reply')
  }
  const recipient = await see(() => recipientOf(inbound, stored, mail))
  if (!recipient) return rejected('unknown_recipient')
  const sender = await see(() => findSender(address))
  const incoming = { mail, address, authentication, sender, messageId }
  return recipient === 'desk' ? openTicket(deps, incoming) : reply(deps, incoming, recipient)
}

interface Incoming {
  mail: ParsedMail
  address: string
  authentication: Exclude<Authentication, 'fail'>
  /** The person with the sender's address. */
  sender: Sender | undefined
  messageId: string
}

/** A reply becomes a message of the person who received its address, if they sent it; from others it becomes a note for staff. */
async function reply({ files }: Deps, incoming: Incoming, { ticketId, userId, audience }: Recipient): Promise<Outcome> {
  const { mail, address, authentication, sender, messageId } = incoming
  if (sender?.id === userId) {
    if (sender.isDisabled) return rejected('disabled')
    // The reply address was mailed to them. If senders are verified, staff must be verified too: they write in the name of the desk.
    if (isStaffRole(sender.role) && authentication === 'none') return rejected('staff_not_verified')
    return writeMessage(files, { mail, sender, ticketId, audience, messageId })
  }
  const count = mail.files.length
  const attached = count > 0 ? `\n\nAttached to the original email: ${count} ${count === 1 ? 'file' : 'files'}.` : ''
  const note = `Reply from an unknown address (${address}):\n\n${mail.replyText}`.slice(0, BODY_MAX - attached.length)
  await asIdentity(files.pools, MAINTENANCE, 'write', () =>
    addNote(ticketId, messageId, note.toWellFormed() + attached),
  )
  return accepted(messageId, true)
}

/** A mail to the desk's own address creates a ticket for its sender, or continues the one created by their earlier mail. */
async function openTicket({ files }: Deps, incoming: Incoming): Promise<Outcome> {
  const { mail, address, authentication, messageId } = incoming
  const run = <T>(work: () => Promise<T>) => asIdentity(files.pools, MAINTENANCE, 'write', work)
  const sender = incoming.sender ?? (await run(() => createSender(mail, address)))
  if (sender === 'invited') return rejected('invited')
  if (sender.isDisabled) return rejected('disabled')
  if (isStaffRole(sender.role) && authentication !== 'pass') return rejected('staff_not_verified')
  const digests = mail.references.slice(-REFERENCES_MAX).map(digestOfMessageId)
  const earlier = digests.length > 0 ? await run(() => answered.first(digests, sender.id)) : undefined
  const ticketId = earlier?.ticketId ?? null
  return writeMessage(files, { mail, sender, ticketId, audience: 'participants', messageId })
}

async function recipientOf(
  { reply: addresses, address }: InboundSettings,
  { channel, recipients }: StoredMail,
  mail: ParsedMail,
): Promise<Recipient | 'desk' | null> {
  const all = recipients.length > 0 ? recipients : mail.recipients
  const replies = all.filter(addresses.hasReplyForm)
  for (const one of replies) {
    const recipient = await addresses.recipientOf(one)
    if (recipient) return recipient
  }
  if (all.some((one) => one.toLowerCase() === address)) return 'desk'
  // A mailbox and a webhook receive only mail for the desk, whatever alias it was sent to.
  return channel !== 'smtp' && replies.length === 0 ? 'desk' : null
}

function accepted(messageId: string, isNote: boolean): Outcome {
  return { state: 'accepted', messageId, ...(isNote && { reason: 'unknown_address' }) }
}

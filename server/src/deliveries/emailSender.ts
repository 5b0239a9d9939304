import type { Audience } from '../generated/prisma/client.ts'
import { addMail } from '../mail/outbox.ts'
import type { Notice } from '../notifications/reads.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import type { Mail } from '../platform/mail/mailer.ts'
import { type MailBrand, renderMail } from '../mail/render.ts'
import { unsubscribeUrl } from '../mail/unsubscribeToken.ts'
import type { ChannelSender, DueDelivery, Outcome, Recipient } from './channels.ts'
import { composeMail } from './composeMail.ts'
import { sessionFile } from '../sessions/sessionFile.ts'
import { readContents, type NotificationContent } from './contents.ts'

const INVITES: readonly Notice['kind'][] = ['session_scheduled', 'session_moved', 'session_cancelled']

/** What mails need to know of the desk. */
export interface MailDesk extends MailBrand {
  /** Its address. */
  url: string
  /** The domain of its Message-IDs. */
  domain: string
  /** The organizer's address in calendar files: answers of calendars are sent to it. */
  calendarAddress: string
  /** Signs links for unsubscribing. */
  key: Buffer
  /** The address for replies of a person to a ticket; null if the desk receives no mail. */
  replyAddressFor?: ((ticketId: string, userId: string, audience: Audience) => string) | null
}

/** Sends notifications by email: everything that is due to one person is one mail. */
export function emailSender(desk: MailDesk, delaySeconds: number): ChannelSender {
  return { channel: 'email', delaySeconds, send: (recipient, due) => send(desk, recipient, due) }
}

async function send(desk: MailDesk, recipient: Recipient, due: readonly DueDelivery[]): Promise<Outcome> {
  const { contents: sent, unsent } = await readContents(due)
  if (sent.length === 0) return { unsent }
  const groups = [...new Set(sent.map(({ group }) => group))]
  const unsubscribe = unsubscribeUrl(desk, { userId: recipient.id, groups })
  const { subject, content, ticketId } = composeMail(sent, recipient, { ...desk, unsubscribe })
  const replyTo = ticketId && desk.replyAddressFor?.(ticketId, recipient.id, audienceOfReply(sent, recipient))
  const calendar = await calendarOf(desk, recipient, sent)
  const mailId = await addMail({
    kind: 'notifications',
    userId: recipient.id,
    to: recipient.email,
    subject,
    ...renderMail(content),
    ...(replyTo && { replyTo }),
    ...(ticketId && { references: `<ticket.${ticketId}.${recipient.id}@${desk.domain}>` }),
    headers: headersOf(unsubscribe, desk.domain),
    ...(calendar && { calendar }),
  })
  return { unsent, mailId }
}

/**
 * A reply goes to those who read what it answers. Of several messages that is the smallest audience: what staff answer to a note, or to both sides
 * apart, becomes a note.
 */
function audienceOfReply(contents: readonly NotificationContent[], { role }: Recipient): Audience {
  const audiences = new Set(contents.flatMap(({ messages }) => messages.map(({ audience }) => audience)))
  const sides = (['requester', 'shop'] as const).filter((side) => audiences.has(side))
  if (isStaffRole(role) && (audiences.has('staff') || sides.length > 1)) return 'staff'
  return sides[0] ?? 'participants'
}

// A mail has one calendar file at most: calendars apply only the first. The newest session has it, in its current state.
async function calendarOf(
  desk: MailDesk,
  recipient: Recipient,
  contents: readonly NotificationContent[],
): Promise<Mail['calendar'] | null> {
  const notice = contents.map((one) => one.notice).find(({ kind, data }) => INVITES.includes(kind) && data.sessionId)
  if (!notice) return null
  const address = { name: desk.name, email: desk.calendarAddress, url: desk.url }
  return sessionFile(recipient, notice.data.sessionId!, address)
}

// Incoming mail with our own X-Loop is not answered (inboundMails/automatic.ts).
const headersOf = (unsubscribe: string, domain: string): Record<string, string> => ({
  'List-Unsubscribe': `<${unsubscribe}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
  'X-Loop': domain,
})

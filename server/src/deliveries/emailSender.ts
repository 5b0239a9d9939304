import { addMail } from '../mail/outbox.ts'
import { renderMail } from '../mail/render.ts'
import { unsubscribeUrl } from '../mail/unsubscribeToken.ts'
import { type Notice, readNotices } from '../notifications/reads.ts'
import type { ChannelSender, DueDelivery, Outcome, Recipient } from './channels.ts'
import { composeMail, type Told } from './composeMail.ts'
import type { KindGroup } from './groups.ts'
import { readMailMessages } from './mailMessages.ts'
import type { ReasonCode } from './strings.ts'

/** What mails need to know of the desk. */
export interface MailDesk {
  name: string
  /** Its address. */
  url: string
  /** The domain of its Message-IDs. */
  domain: string
  /** Signs links for unsubscribing. */
  key: Buffer
  /** The address to which somebody replies in a ticket; null if the desk receives no mail. */
  replyAddressFor?: ((ticketId: string, userId: string) => string) | null
}

// These are about messages: without one that the recipient may read there is nothing to send.
const ABOUT_MESSAGES: readonly Notice['kind'][] = ['reply', 'opened', 'mention', 'note']

/** Sends notifications by email: everything that is due to somebody is one mail. */
export function emailSender(desk: MailDesk, delaySeconds: number): ChannelSender {
  return { channel: 'email', delaySeconds, send: (recipient, due) => send(desk, recipient, due) }
}

async function send(desk: MailDesk, recipient: Recipient, due: readonly DueDelivery[]): Promise<Outcome> {
  const told = await readTold(due)
  const unsent = new Map<string, ReasonCode>()
  for (const { id, notificationId } of due) {
    const found = told.get(notificationId)
    if (!found) unsent.set(id, 'no_access')
    else if (ABOUT_MESSAGES.includes(found.notice.kind) && found.messages.length === 0) unsent.set(id, 'gone')
  }
  const sent = due.filter(({ id }) => !unsent.has(id)).map(({ notificationId }) => told.get(notificationId)!)
  if (sent.length === 0) return { unsent }
  const groups = [...new Set(sent.map(({ group }) => group))]
  const unsubscribe = unsubscribeUrl(desk, { userId: recipient.id, groups })
  const { subject, content, ticketId } = composeMail(sent, recipient, { ...desk, unsubscribe })
  const replyTo = ticketId && desk.replyAddressFor?.(ticketId, recipient.id)
  const mailId = await addMail({
    kind: 'notifications',
    userId: recipient.id,
    to: recipient.email,
    subject,
    ...renderMail(content),
    ...(replyTo && { replyTo }),
    ...(ticketId && { references: `<ticket.${ticketId}.${recipient.id}@${desk.domain}>` }),
    headers: headersOf(unsubscribe, desk.domain),
  })
  return { unsent, mailId }
}

async function readTold(due: readonly DueDelivery[]): Promise<Map<string, Told>> {
  const notices = await readNotices(due.map(({ notificationId }) => notificationId))
  const { messages, groups } = await readMailMessages(due.map(({ id }) => id))
  return new Map(
    notices.map((notice) => [
      notice.id,
      { notice, group: groups.get(notice.id) as KindGroup, messages: messages.get(notice.id) ?? [] },
    ]),
  )
}

// Incoming mail with our own X-Loop is not answered (mail/automatic.ts).
const headersOf = (unsubscribe: string, domain: string): Record<string, string> => ({
  'List-Unsubscribe': `<${unsubscribe}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
  'X-Loop': domain,
})

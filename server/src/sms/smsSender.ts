import type { ChannelSender, DueDelivery, Outcome, Recipient } from '../deliveries/channels.ts'
import { ticketPath } from '../deliveries/ticketPath.ts'
import { byTicket, readContents, type NotificationContent } from '../deliveries/contents.ts'
import { textsOf } from '../languages/languages.ts'
import { statement } from '../platform/database/statement.ts'
import { addText } from './outbox.ts'
import type { SmsDesk } from './settings.ts'

/** How long a notification may stay unread before it is sent as a text message: longer than email, and more than one needs to read it. */
const DELAY_SECONDS = 600

const numberOf = statement<{ phone: string; isStopped: boolean }>(`
  SELECT phone, texts_stopped_at IS NOT NULL AS "isStopped" FROM notification_settings
  WHERE user_id = (SELECT viewer_id()) AND phone_verified_at IS NOT NULL`)

/** Sends notifications as text messages: everything that is due to one person is one message, which says where and not what. */
export function smsSender(desk: Pick<SmsDesk, 'name' | 'deskUrl'>): ChannelSender {
  return { channel: 'sms', delaySeconds: DELAY_SECONDS, send: (recipient, due) => send(desk, recipient, due) }
}

type Desk = Pick<SmsDesk, 'name' | 'deskUrl'>

async function send(desk: Desk, recipient: Recipient, due: readonly DueDelivery[]): Promise<Outcome> {
  const number = await numberOf.first()
  if (!number || number.isStopped)
    return { unsent: new Map(due.map(({ id }) => [id, number ? 'stopped' : 'no_phone'] as const)) }
  const { contents, unsent } = await readContents(due)
  if (contents.length === 0) return { unsent }
  const body = textOf(contents, recipient, desk)
  return { unsent, mailId: await addText({ userId: recipient.id, kind: 'notifications', phone: number.phone, body }) }
}

function textOf(contents: readonly NotificationContent[], recipient: Recipient, { name, deskUrl }: Desk): string {
  const link = (number: string | null) => new URL(ticketPath(recipient, number), deskUrl).href
  const { notice, group } = contents[0]!
  const { mails, sms } = textsOf(recipient.language)
  if (byTicket(contents).length > 1) return `${mails.several(contents.length, name)}: ${link(null)}`
  const number = notice.ticket?.number
  if (!number) return `${sms.request(name)}: ${link(null)}`
  const isOne = contents.every((one) => one.group === group)
  return `${isOne ? sms.news[group](number) : sms.newsIn(number)}: ${link(number)}`
}

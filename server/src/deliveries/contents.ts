import type { QuotedMessage } from '../mail/render.ts'
import { type Notice, readNotices } from '../notifications/reads.ts'
import type { DueDelivery } from './channels.ts'
import type { KindGroup } from './groups.ts'
import { readMailMessages } from './mailMessages.ts'
import type { ReasonCode } from '../languages/texts.ts'

/** A notification and the messages that it is about. */
export interface NotificationContent {
  notice: Notice
  group: KindGroup
  messages: readonly QuotedMessage[]
}

// These are about messages: without one that the recipient may read there is nothing to send.
const ABOUT_MESSAGES: readonly Notice['kind'][] = ['reply', 'opened', 'shop_ticket', 'mention', 'note']

/** What the recipient may read of what is due, and why the rest is not sent. Runs as the recipient. */
export async function readContents(
  due: readonly DueDelivery[],
): Promise<{ contents: NotificationContent[]; unsent: Map<string, ReasonCode> }> {
  const notices = new Map(
    (await readNotices(due.map(({ notificationId }) => notificationId))).map((notice) => [notice.id, notice]),
  )
  const { messages, groups } = await readMailMessages(due.map(({ id }) => id))
  const contents: NotificationContent[] = []
  const unsent = new Map<string, ReasonCode>()
  for (const { id, notificationId } of due) {
    const notice = notices.get(notificationId)
    const quoted = messages.get(notificationId) ?? []
    if (!notice) unsent.set(id, 'no_access')
    else if (ABOUT_MESSAGES.includes(notice.kind) && quoted.length === 0) unsent.set(id, 'gone')
    else contents.push({ notice, group: groups.get(notificationId) as KindGroup, messages: quoted })
  }
  return { contents, unsent }
}

/** The same by ticket: each list is about one, or about none. */
export function byTicket(contents: readonly NotificationContent[]): NotificationContent[][] {
  const tickets = [...new Set(contents.map(({ notice }) => notice.ticket?.id))]
  return tickets.map((id) => contents.filter(({ notice }) => notice.ticket?.id === id))
}

import { randomUUID } from 'node:crypto'
import type { ChannelSender, DueDelivery, Outcome, Recipient } from '../deliveries/channels.ts'
import { ticketPath } from '../deliveries/ticketPath.ts'
import { byTicket, readContents, type NotificationContent } from '../deliveries/contents.ts'
import { notificationText } from '../notifications/kinds.ts'
import { withoutDirections } from '../platform/characters.ts'
import { statement } from '../platform/database/statement.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import { shortened } from '../platform/shortened.ts'

/** How long a notification may stay unread before it is pushed. */
const DELAY_SECONDS = 10
/** Attempts to reach a push service; the last is about four minutes after the first. */
const MAX_ATTEMPTS = 5
/** Push services take 4,096 bytes, encrypted. */
const TEXT_MAX = 300

const subscribed = statement<{ id: string }>('SELECT id FROM push_subscriptions WHERE user_id = (SELECT viewer_id())')
const add = statement(
  'INSERT INTO push_outbox (id, user_id, subscription_id, group_id, payload) VALUES ($1, $2, $3, $4, $5)',
)
const tagOf = statement<{ tag: string }>('SELECT push_tag($1) AS tag')

interface Desk {
  name: string
  /** The id of a notification in the API. */
  globalIdOf(id: string): string
}

/** Sends notifications to the browsers that a person has subscribed: one per ticket, which replaces the one before. */
export function pushSender(desk: Pick<Desk, 'name'>, globalIdOf: Desk['globalIdOf']): ChannelSender {
  const send = (recipient: Recipient, due: readonly DueDelivery[]) =>
    sendTo({ name: desk.name, globalIdOf }, recipient, due)
  return { channel: 'push', delaySeconds: DELAY_SECONDS, send }
}

async function sendTo(desk: Desk, recipient: Recipient, due: readonly DueDelivery[]): Promise<Outcome> {
  const { contents, unsent } = await readContents(due)
  const browsers = await subscribed.rows()
  if (browsers.length === 0) return { unsent: new Map(due.map(({ id }) => [id, unsent.get(id) ?? 'no_subscription'])) }
  const groupId = randomUUID()
  for (const section of byTicket(contents)) {
    const payload = await compose(desk, recipient, section)
    for (const browser of browsers) {
      const id = randomUUID()
      await add.rows(id, recipient.id, browser.id, groupId, JSON.stringify(payload))
      await addJob('send_push', { pushId: id }, { key: `push:${id}`, maxAttempts: MAX_ATTEMPTS })
    }
  }
  return { unsent, mailId: groupId }
}

/** What the service worker shows (client/sw.js). */
async function compose(
  { name, globalIdOf }: Desk,
  recipient: Recipient,
  section: readonly NotificationContent[],
): Promise<object> {
  const ticket = section[0]!.notice.ticket
  const sentences = section.map(({ notice }) => withoutDirections(notificationText(notice, recipient)))
  return {
    type: 'notification',
    tag: (await tagOf.first(ticket?.id ?? null))!.tag,
    title: shortened(ticket ? `${ticket.subject} [${ticket.number}]` : name, TEXT_MAX),
    text: shortened(sentences.join('\n'), TEXT_MAX),
    path: ticketPath(recipient, ticket?.number ?? null),
    ids: section.map(({ notice }) => globalIdOf(notice.id)),
  }
}

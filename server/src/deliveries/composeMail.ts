import { textsOf } from '../languages/languages.ts'
import type { Texts } from '../languages/texts.ts'
import type { Block, MailBrand, MailContent } from '../mail/render.ts'
import { notificationText } from '../notifications/kinds.ts'
import { withoutDirections } from '../platform/characters.ts'
import type { Recipient } from './channels.ts'
import { ratingUrl } from '../ratings/ratingToken.ts'
import { ticketPath } from './ticketPath.ts'
import { byTicket, type NotificationContent } from './contents.ts'

interface Desk extends MailBrand {
  /** Signs links. */
  key: Buffer
  url: string
  unsubscribe: string
  replyAddressFor?: unknown
}

interface Composed {
  subject: string
  content: MailContent
  /** The ticket, if the mail is about a single one: then it can be answered. */
  ticketId: string | null
}

/** Composes one mail from the notifications of one person, ticket by ticket. */
export function composeMail(contents: readonly NotificationContent[], recipient: Recipient, desk: Desk): Composed {
  const sections = byTicket(contents)
  const texts = textsOf(recipient.language)
  const sentences = contents.map(({ notice }) => withoutDirections(notificationText(notice, recipient)))
  const only = sections.length === 1 ? sections[0]![0]!.notice.ticket : null
  const blocks = sections.flatMap((section) => blocksOf(section, recipient, desk))
  if (only && desk.replyAddressFor) blocks.push({ type: 'text', text: texts.mails.replyByMail })
  return {
    ticketId: only?.id ?? null,
    subject: only ? `${only.subject} [${only.number}]` : subjectOf(sentences, desk, texts),
    content: { desk, texts, preview: sentences[0]!, blocks, footer: footerOf(desk, texts) },
  }
}

const subjectOf = (sentences: readonly string[], { name }: Desk, { mails }: Texts): string =>
  sentences.length === 1 ? sentences[0]! : mails.several(sentences.length, name)

function blocksOf(section: readonly NotificationContent[], recipient: Recipient, desk: Desk): Block[] {
  const { ticket } = section[0]!.notice
  const url = new URL(ticketPath(recipient, ticket?.number ?? null), desk.url).href
  const { mails } = textsOf(recipient.language)
  return [
    ...(ticket ? [{ type: 'heading', text: `${ticket.subject} [${ticket.number}]`, url } as const] : []),
    ...section.flatMap(({ notice, messages }): Block[] => [
      { type: 'text', text: `${withoutDirections(notificationText(notice, recipient))}.` },
      ...messages.map((message): Block => ({ type: 'message', message, url })),
      ...(notice.kind === 'rating_requested' && ticket ? [ratingBlock(ticket.id, recipient, desk)] : []),
    ]),
    { type: 'button', text: ticket ? mails.openTicket : mails.openRequests, url },
  ]
}

function ratingBlock(ticketId: string, { id: userId, language }: Recipient, desk: Desk): Block {
  const url = ratingUrl(desk, { ticketId, userId })
  const choices = textsOf(language).mails.scores.map((text, index) => ({
    mark: `${index + 1}`,
    text,
    url: `${url}&score=${index + 1}`,
  }))
  return { type: 'choices', choices }
}

const footerOf = ({ url, unsubscribe }: Desk, { mails }: Texts): MailContent['footer'] => [
  mails.why,
  { text: mails.settings, url: new URL('/settings/notifications', url).href },
  { text: mails.unsubscribe, url: unsubscribe },
]

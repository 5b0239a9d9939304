import type { NewMail } from '../mail/outbox.ts'
import { textsOf } from '../languages/languages.ts'
import { type Block, type MailBrand, renderMail } from '../mail/render.ts'
import type { LinkPurpose } from '../viewer/mailedLinks.ts'

/** What mails say about the desk. */
export interface LinkDesk extends MailBrand {
  /** The desk's address. */
  url: string
}

/** A mail with a link. */
export interface LinkMail {
  purpose: LinkPurpose
  /** Which text: `known` tells somebody who signs up that they have an account. */
  kind: LinkPurpose | 'known'
  email: string
  userId?: string
  name?: string
  /** The tag of the owner's language. */
  language?: string | null
}

const PATHS: Record<LinkMail['kind'], string> = {
  password_reset: '/reset-password',
  known: '/reset-password',
  sign_up: '/sign-up',
  sign_in: '/sign-in/link',
  email_change: '/confirm-email',
}

/** Writes the mail. The token is in the fragment of the link: neither servers on the way nor their logs see it. */
export function writeLinkMail(
  desk: LinkDesk,
  { kind, email, userId, name, language }: LinkMail,
  token: string,
): NewMail {
  const texts = textsOf(language)
  const { mails } = texts
  const { subject, text, button } = mails.links[kind](desk.name)
  const url = new URL(`${PATHS[kind]}#token=${token}`, desk.url).href
  const greeting: Block[] = name ? [{ type: 'text', text: mails.hello(name) }] : []
  const content = renderMail({
    desk,
    texts,
    preview: text,
    blocks: [
      ...greeting,
      { type: 'text', text },
      { type: 'button', text: button, url },
      { type: 'text', text: mails.once },
    ],
    footer: [mails.ignore],
  })
  return { kind, userId: userId ?? null, to: email, subject, ...content }
}

/** Writes the mail to the present address of an account for which another one was asked for. */
export function writeChangeNotice(
  desk: LinkDesk,
  owner: { id: string; name: string; email: string; language?: string | null },
  newEmail: string,
): NewMail {
  const texts = textsOf(owner.language)
  const { mails } = texts
  const subject = mails.newEmail.subject(desk.name)
  const text = mails.newEmail.text(newEmail)
  const content = renderMail({
    desk,
    texts,
    preview: text,
    blocks: [
      { type: 'text', text: mails.hello(owner.name) },
      { type: 'text', text },
      { type: 'button', text: mails.openAccount, url: new URL('/account', desk.url).href },
    ],
    footer: [mails.newEmail.footer],
  })
  return { kind: 'email_change_notice', userId: owner.id, to: owner.email, subject, ...content }
}

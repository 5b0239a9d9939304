import type { NewMail } from '../mail/outbox.ts'
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
}

interface Words {
  subject: string
  text: string
  button: string
  path: string
}

const WORDS: Record<LinkMail['kind'], (desk: string) => Words> = {
  password_reset: (desk) => ({
    subject: `Reset your password for ${desk}`,
    text: `Somebody asked for a new password for your account at ${desk}. Choose one here:`,
    button: 'Choose a new password',
    path: '/reset-password',
  }),
  known: (desk) => ({
    subject: `You already have an account at ${desk}`,
    text: `Somebody tried to create an account at ${desk} with your email address. You already have one: sign in as usual. If you have no password or forgot it, choose a new one here:`,
    button: 'Choose a new password',
    path: '/reset-password',
  }),
  sign_up: (desk) => ({
    subject: `Create your account at ${desk}`,
    text: `Confirm your email address to create an account at ${desk}:`,
    button: 'Create account',
    path: '/sign-up',
  }),
  sign_in: (desk) => ({
    subject: `Sign in to ${desk}`,
    text: `Use this link to sign in to ${desk} without a password:`,
    button: 'Sign in',
    path: '/sign-in/link',
  }),
  email_change: (desk) => ({
    subject: `Confirm your new email address for ${desk}`,
    text: `Confirm that this is the new email address of your account at ${desk}:`,
    button: 'Confirm email address',
    path: '/confirm-email',
  }),
}

/** Writes the mail. The token is in the fragment of the link: neither servers on the way nor their logs see it. */
export function writeLinkMail(desk: LinkDesk, { kind, email, userId, name }: LinkMail, token: string): NewMail {
  const { subject, text, button, path } = WORDS[kind](desk.name)
  const url = new URL(`${path}#token=${token}`, desk.url).href
  const greeting: Block[] = name ? [{ type: 'text', text: `Hello ${name},` }] : []
  const content = renderMail({
    desk,
    preview: text,
    blocks: [
      ...greeting,
      { type: 'text', text },
      { type: 'button', text: button, url },
      { type: 'text', text: 'The link works once, for one hour.' },
    ],
    footer: ['If you did not ask for this, you can ignore this email: nothing changes.'],
  })
  return { kind, userId: userId ?? null, to: email, subject, ...content }
}

/** Writes the mail to the present address of an account for which another one was asked for. */
export function writeChangeNotice(
  desk: LinkDesk,
  owner: { id: string; name: string; email: string },
  newEmail: string,
): NewMail {
  const subject = `A new email address for your account at ${desk.name}`
  const text = `Somebody who is signed in to your account asked to change its email address to ${newEmail}. It changes once that address is confirmed.`
  const content = renderMail({
    desk,
    preview: text,
    blocks: [
      { type: 'text', text: `Hello ${owner.name},` },
      { type: 'text', text },
      { type: 'button', text: 'Open your account', url: new URL('/account', desk.url).href },
    ],
    footer: ['If it was not you, change your password: this ends all sign-ins and invalidates the link.'],
  })
  return { kind: 'email_change_notice', userId: owner.id, to: owner.email, subject, ...content }
}

import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Env } from '../../env.ts'
import { inCall } from '../tracing.ts'

/** The timeout for a mail server, in milliseconds. */
const ANSWER_MS = 10_000

/** One mail. Without `html` it is plain text. */
export interface Mail {
  to: string
  subject: string
  text: string
  html?: string | null
  /** The part of the Message-ID before the @: a mail that is resent has the same. */
  id?: string
  replyTo?: string
  /** Message-IDs that mail programs group a conversation by. */
  references?: string
  headers?: Record<string, string>
  /** The desk's logo (PNG), to which the HTML refers as `cid:logo`. */
  logo?: Buffer
  /** An iCalendar file that calendars apply to the event that it names. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string }
}

/** From whom mails are, as the desk settings say at the moment. */
export interface Sender {
  readonly name: string
  readonly senderAddress: string
}

/** Sends mail. Rejects with the mail server's error. */
export interface Mailer {
  send(mail: Mail): Promise<void>
  close(): void
}

/** The mail server that SMTP_URL names, or null if there is none. */
export function openMailer(
  { SMTP_URL, MAIL_FROM }: Pick<Env, 'SMTP_URL' | 'MAIL_FROM'>,
  sender: Sender,
): Mailer | null {
  if (!SMTP_URL) return null
  const transport = transportTo(SMTP_URL)
  return {
    send: (mail) =>
      inCall('send mail', {}, async () => void (await transport.sendMail(optionsOf(mail, MAIL_FROM, sender)))),
    close: () => transport.close(),
  }
}

/** Connects to the mail server that SMTP_URL names, and signs in. Throws its error. */
export async function verifyMailServer({ SMTP_URL }: Pick<Env, 'SMTP_URL'>): Promise<void> {
  const transport = transportTo(SMTP_URL!)
  try {
    await transport.verify()
  } finally {
    transport.close()
  }
}

function transportTo(url: string) {
  return createTransport({
    url,
    connectionTimeout: ANSWER_MS,
    greetingTimeout: ANSWER_MS,
    socketTimeout: ANSWER_MS,
    // Mail content must never be loaded from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/**
 * The options for nodemailer, also used to store mails if there is no mail server. `from` is MAIL_FROM: its domain is that of all
 * Message-IDs, also if another sender is chosen while a mail is being retried.
 */
export function optionsOf(mail: Mail, from: string, { name, senderAddress }: Sender): SendMailOptions {
  const { to, subject, text, html, id, replyTo, references, headers, calendar, logo } = mail
  return {
    from: { name, address: senderAddress },
    // An object: a name or an address that contains a comma stays one recipient.
    to: { name: '', address: to },
    subject,
    text,
    ...(html && { html }),
    ...(id && { messageId: `<${id}@${mailDomain(from)}>` }),
    ...(replyTo && { replyTo: { name, address: replyTo } }),
    ...(references && { references, inReplyTo: references }),
    ...(headers && { headers }),
    ...(logo && {
      attachments: [{ cid: 'logo', filename: 'logo.png', content: logo, contentDisposition: 'inline' as const }],
    }),
    ...(calendar && { icalEvent: { ...calendar, filename: 'session.ics' } }),
  }
}

/** The domain of the desk's own Message-IDs. */
export const mailDomain = (from: string): string => from.slice(from.lastIndexOf('@') + 1)

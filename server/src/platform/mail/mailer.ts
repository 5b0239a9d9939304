import { createTransport } from 'nodemailer'
import type { Env } from '../../env.ts'

/** How long a mail server may take to answer, in milliseconds. */
const ANSWER_MS = 10_000

/** One mail, in plain text. */
export interface Mail {
  to: string
  subject: string
  text: string
}

/** Sends mail. Rejects with what the mail server said. */
export interface Mailer {
  send(mail: Mail): Promise<void>
  close(): void
}

/** The way to the mail server that SMTP_URL names, or null where there is none. */
export function openMailer({ SMTP_URL, MAIL_FROM }: Pick<Env, 'SMTP_URL' | 'MAIL_FROM'>, desk: string): Mailer | null {
  if (!SMTP_URL) return null
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: ANSWER_MS,
    greetingTimeout: ANSWER_MS,
    socketTimeout: ANSWER_MS,
    // Nothing of a mail comes from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const from = { name: desk, address: MAIL_FROM }
  return {
    send: async ({ to, subject, text }) => {
      // An object: a name or an address with a comma in it stays one recipient.
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text })
    },
    close: () => transport.close(),
  }
}

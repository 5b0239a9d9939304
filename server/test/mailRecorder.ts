import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A mail server that records the mails it receives, parsed, in order. */
export interface MailRecorder {
  url: string
  received: ParsedMail[]
  /** Whether it accepts mails; a test closes it to have them refused. */
  isOpen: boolean
  close(): Promise<void>
}

/** Starts a mail server on a free port. */
export async function mailRecorder(): Promise<MailRecorder> {
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_address, _session, done) => done(recorder.isOpen ? null : new Error('Not today.')),
    onData: async (stream, _session, done) => {
      recorder.received.push(await simpleParser(stream))
      done()
    },
  })
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  const recorder: MailRecorder = {
    url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    received: [],
    isOpen: true,
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  }
  return recorder
}

/** A header of a mail as it was sent, unfolded. */
export const headerOf = (mail: ParsedMail, name: string): string | undefined =>
  mail.headerLines.find(({ key }) => key === name)?.line.replaceAll(/\r?\n\s+/g, ' ')

/** The whole text of a mail. */
export const sayAll = (mail: ParsedMail): string =>
  [mail.subject, mail.text, mail.html, ...mail.headerLines.map(({ line }) => line)].join('\n')

/** From whom mails are, for `openMailer`. */
export const SENDER = { name: 'Parley', senderAddress: 'desk@parley.test' }

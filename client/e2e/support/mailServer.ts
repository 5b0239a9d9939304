import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect } from '@playwright/test'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A mail server that keeps what it receives. */
export class MailServer {
  readonly received: ParsedMail[] = []
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: async (stream, _session, done) => {
      this.received.push(await simpleParser(stream))
      done()
    },
  })

  /** Starts it and returns its address, for SMTP_URL. */
  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server.server, 'listening')
    return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`
  }

  /** Waits for a mail to this address with such a link, and returns the link of the newest one. */
  async linkTo(email: string, pattern: RegExp): Promise<string> {
    const find = () =>
      this.received.findLast(({ to, text }) => [to].flat()[0]?.text.includes(email) && pattern.test(text ?? ''))
    await expect.poll(() => find() !== undefined).toBe(true)
    return pattern.exec(find()!.text!)![0]
  }

  stop(): void {
    this.#server.close()
  }
}

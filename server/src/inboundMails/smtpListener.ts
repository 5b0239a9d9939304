import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { callbackify } from 'node:util'
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { errorCode, oneLine, StartError } from '../platform/errors/startError.ts'
import type { Logger } from '../platform/log.ts'
import { MAIL_MAX_BYTES } from './inboundMail.ts'
import type { InboundSettings } from './settings.ts'
import { MailTooLargeError } from './spool.ts'
import type { IncomingMail } from './storeMail.ts'

const CLIENTS_MAX = 100
/** How long a client may be silent, in milliseconds: RFC 5321 asks for minutes. */
const SILENCE_MS = 180_000
/** How long open connections may finish when the server stops, in milliseconds. */
const CLOSE_MS = 3_000

interface ListenerOptions {
  port: number
  host: string
  inbound: InboundSettings
  pools: Pools
  store: (mail: IncomingMail) => Promise<void>
  log: Logger
}

/** A running SMTP listener. */
export interface SmtpListener {
  port: number
  close(): Promise<void>
}

/**
 * Listens for mail on its own port: without sign-in or relaying. An unknown recipient is refused immediately, and a mail is
 * confirmed only when it is stored. Rejects with a StartError if the port cannot be opened.
 */
export async function listenForMail({
  port,
  host,
  inbound,
  pools,
  store,
  log,
}: ListenerOptions): Promise<SmtpListener> {
  const checkRecipient = callbackify(async (recipient: string) => {
    const isKnown = await isRecipient(pools, inbound, recipient).catch((error: Error) => fail(error, log))
    if (!isKnown) throw smtpError(550, 'There is no such recipient here.')
  })
  const receive = callbackify(async (mail: IncomingMail) => {
    await store(mail).catch((error: Error) => {
      mail.raw.resume()
      if (error instanceof MailTooLargeError) throw smtpError(552, error.message)
      return fail(error, log)
    })
  })
  const server = new SMTPServer({
    name: inbound.desk.domain,
    banner: 'Parley',
    size: MAIL_MAX_BYTES,
    rejectOversized: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    maxClients: CLIENTS_MAX,
    socketTimeout: SILENCE_MS,
    closeTimeout: CLOSE_MS,
    logger: false,
    onRcptTo: ({ address }, _session, done) => checkRecipient(address, done),
    onData: (stream, session, done) => receive(mailOf(stream, session), done),
  })
  // Errors of clients that disconnect or send garbage must not stop the listener.
  server.on('error', (error) => log.debug({ err: error.message }, 'an SMTP connection failed'))
  await opened(server, port, host)
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

async function opened(server: SMTPServer, port: number, host: string): Promise<void> {
  server.listen(port, host)
  await once(server.server, 'listening').catch((error: Error) => {
    const inUse = errorCode(error) === 'EADDRINUSE'
    throw new StartError(
      inUse ? `INBOUND_SMTP_PORT ${port} is in use.` : `INBOUND_SMTP_PORT ${port} can't be opened: ${oneLine(error)}.`,
    )
  })
}

function mailOf(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): IncomingMail {
  const sender: SMTPServerAddress | false = envelope.mailFrom
  return {
    raw: stream,
    channel: 'smtp',
    envelopeSender: sender === false ? '' : sender.address,
    recipients: envelope.rcptTo.map(({ address }) => address),
  }
}

async function isRecipient(pools: Pools, { address, reply }: InboundSettings, recipient: string): Promise<boolean> {
  if (recipient.toLowerCase() === address) return true
  const found = await asIdentity(pools, MAINTENANCE, 'read', () => reply.recipientOf(recipient))
  return found !== null
}

/** A failure of the desk: the sender retries later. */
function fail(error: Error, log: Logger): never {
  log.warn({ err: error.message }, 'a mail could not be received')
  throw smtpError(451, 'The mail cannot be received right now. Try again later.')
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

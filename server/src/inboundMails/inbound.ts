import type { Files } from '../attachments/files.ts'
import type { ServerEnv } from '../env.ts'
import type { Logger } from '../platform/log.ts'
import type { InboundSettings } from './settings.ts'
import { type IncomingMail, recordTooLarge, storeMail } from './storeMail.ts'

/** The running channels for receiving mail. */
export interface InboundChannels {
  store(mail: IncomingMail): Promise<void>
  /** The port of the SMTP listener; null without one. */
  smtpPort: number | null
  close(): Promise<void>
}

/**
 * Opens the configured channels: the SMTP listener and the mailbox, whose libraries only desks that use them load. The webhook is part of
 * the HTTP server.
 */
export async function openInbound(
  env: Pick<ServerEnv, 'HOST' | 'INBOUND_SMTP_PORT' | 'IMAP_URL'>,
  inbound: InboundSettings | null,
  files: Files,
  log: Logger,
): Promise<InboundChannels> {
  const { INBOUND_SMTP_PORT: port, IMAP_URL: url, HOST: host } = env
  const store = (mail: IncomingMail) => storeMail(files, mail)
  const listen = async (settings: InboundSettings, smtpPort: number) => {
    const { listenForMail } = await import('./smtpListener.ts')
    return listenForMail({ port: smtpPort, host, inbound: settings, pools: files.pools, store, log })
  }
  const read = async (mailboxUrl: string) => {
    const { readMailbox } = await import('./imapReader.ts')
    const tooLarge = (name: string, size: number) => recordTooLarge(files, 'imap', name, size)
    return readMailbox({ url: mailboxUrl, store, log, recordTooLarge: tooLarge })
  }
  const smtp = inbound && port !== undefined ? await listen(inbound, port) : undefined
  const mailbox = inbound && url !== undefined ? await read(url) : undefined
  return {
    store,
    smtpPort: smtp?.port ?? null,
    close: async () => void (await Promise.all([smtp?.close(), mailbox?.close()])),
  }
}

import type { Files } from '../attachments/files.ts'
import type { ServerEnv } from '../env.ts'
import type { Logger } from '../platform/log.ts'
import { readMailbox } from './imapReader.ts'
import type { InboundSettings } from './settings.ts'
import { listenForMail } from './smtpListener.ts'
import { type IncomingMail, recordTooLarge, storeMail } from './storeMail.ts'

/** The running channels for receiving mail. */
export interface InboundChannels {
  store(mail: IncomingMail): Promise<void>
  /** The port of the SMTP listener; null without one. */
  smtpPort: number | null
  close(): Promise<void>
}

/** Opens the configured channels: the SMTP listener and the mailbox. The webhook is part of the HTTP server. */
export async function openInbound(
  env: Pick<ServerEnv, 'HOST' | 'INBOUND_SMTP_PORT' | 'IMAP_URL'>,
  inbound: InboundSettings | null,
  files: Files,
  log: Logger,
): Promise<InboundChannels> {
  const { INBOUND_SMTP_PORT: port, IMAP_URL: url, HOST: host } = env
  const store = (mail: IncomingMail) => storeMail(files, mail)
  const smtp =
    inbound && port !== undefined
      ? await listenForMail({ port, host, inbound, pools: files.pools, store, log })
      : undefined
  const mailbox =
    inbound && url !== undefined
      ? readMailbox({ url, store, log, recordTooLarge: (name, size) => recordTooLarge(files, 'imap', name, size) })
      : undefined
  return {
    store,
    smtpPort: smtp?.port ?? null,
    close: async () => void (await Promise.all([smtp?.close(), mailbox?.close()])),
  }
}

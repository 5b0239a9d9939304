import { createHmac } from 'node:crypto'
import type { ServerEnv } from '../env.ts'
import { StartError } from '../platform/errors/startError.ts'
import { deriveKey } from '../viewer/deskSecret.ts'
import type { DeskNames } from './automatic.ts'
import { type ReplyAddresses, replyAddresses } from './replyAddress.ts'

/** How this desk receives mail. */
export interface InboundSettings {
  /** The address at which a mail opens a ticket. */
  address: string
  /** The mail server whose Authentication-Results are trusted. */
  authserv: string | undefined
  desk: DeskNames
  reply: ReplyAddresses
  /** The id of the message that a mail becomes: always the same for one mail, so that it becomes one message. */
  messageIdOf(digest: Buffer): string
}

type InboundEnv = Pick<
  ServerEnv,
  | 'PARLEY_SECRET'
  | 'MAIL_FROM'
  | 'INBOUND_DOMAIN'
  | 'INBOUND_ADDRESS'
  | 'INBOUND_AUTHSERV'
  | 'INBOUND_SMTP_PORT'
  | 'INBOUND_TOKEN'
  | 'IMAP_URL'
>

/** The settings in the environment; null if the desk receives no mail. Throws a StartError if there is a channel but no domain. */
export function inboundSettings(env: InboundEnv, sender?: { readonly senderAddress: string }): InboundSettings | null {
  const domain = env.INBOUND_DOMAIN
  if (domain === undefined) {
    const channel = (['INBOUND_SMTP_PORT', 'IMAP_URL', 'INBOUND_TOKEN'] as const).find(
      (name) => env[name] !== undefined,
    )
    if (channel) throw new StartError(`${channel} needs INBOUND_DOMAIN: the domain of the desk's reply addresses.`)
    return null
  }
  const secret = Buffer.from(env.PARLEY_SECRET)
  const idKey = deriveKey(secret, 'message ids of mails')
  const address = env.INBOUND_ADDRESS ?? `support@${domain}`
  return {
    address,
    authserv: env.INBOUND_AUTHSERV,
    desk: {
      domain,
      // The sender may be changed while the desk runs; replies to mails from before still arrive.
      get addresses() {
        return [address, env.MAIL_FROM, sender?.senderAddress ?? env.MAIL_FROM].map((one) => one.toLowerCase())
      },
    },
    reply: replyAddresses(deriveKey(secret, 'reply addresses'), domain),
    messageIdOf: (digest) => uuidFrom(createHmac('sha256', idKey).update(digest).digest()),
  }
}

/** A UUID of version 8 (RFC 9562), which no client mints. */
function uuidFrom(hash: Buffer): string {
  const bytes = hash.subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Whether a message with this id may have been a mail; saves the look-up for all others. */
export function mayBeMail(messageId: string): boolean {
  return messageId[14] === '8'
}

/** The path at which staff can download a mail: its id stands between these. */
export const ORIGINAL_MAIL = { before: '/api/mail/', after: '.eml' } as const

import path from 'node:path'
import type { DeskIdentity } from './desk/identity.ts'
import { emailSender, type MailDesk } from './deliveries/emailSender.ts'
import type { ServerEnv } from './env.ts'
import { globalId } from './graphql/globalId.ts'
import type { InboundSettings } from './inboundMails/settings.ts'
import { isLanguage, setDeskLanguage } from './languages/languages.ts'
import { StartError } from './platform/errors/startError.ts'
import { openMailFolder } from './platform/mail/mailFolder.ts'
import { mailDomain, openMailer } from './platform/mail/mailer.ts'
import { vapidKeysOf } from './platform/push/pushService.ts'
import { pushSender } from './push/pushSender.ts'
import { smsSettings } from './sms/settings.ts'
import { smsSender } from './sms/smsSender.ts'
import { deriveKey } from './viewer/deskSecret.ts'

interface Options {
  env: ServerEnv
  /** The desk's secret, from which the keys of each channel are derived. */
  secret: Buffer
  desk: DeskIdentity
  inbound: InboundSettings | null
}

/** Opens what reaches people outside of the app: mail, push and text messages, and the senders of notifications on each. */
export function openOutgoing({ env, secret, desk, inbound }: Options) {
  if (!isLanguage(env.DESK_LANGUAGE))
    throw new StartError(
      `DESK_LANGUAGE must be the code of a language, like en, not ${JSON.stringify(env.DESK_LANGUAGE)}.`,
    )
  setDeskLanguage(env.DESK_LANGUAGE)
  const url = env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`
  const mailServer = openMailer(env, desk)
  const mailFolder = path.join(env.DATA_DIR, 'mail')
  const mailDesk: MailDesk = {
    get name() {
      return desk.name
    },
    get accent() {
      return desk.accent
    },
    get logoUrl() {
      return desk.logoUrl
    },
    url,
    domain: env.INBOUND_DOMAIN ?? mailDomain(env.MAIL_FROM),
    calendarAddress: inbound?.address ?? env.MAIL_FROM,
    key: deriveKey(secret, 'mail'),
    replyAddressFor: inbound?.reply.replyAddressFor,
  }
  const push = {
    keys: vapidKeysOf(deriveKey(secret, 'push')),
    // Push services require a contact.
    subject: env.PUBLIC_URL?.startsWith('https:') ? env.PUBLIC_URL : `mailto:${env.MAIL_FROM}`,
    allowsPrivate: env.NODE_ENV === 'test',
  }
  const sms = smsSettings(env, desk, { deskUrl: url, key: deriveKey(secret, 'phone codes') })
  return {
    mailDesk,
    /** Who invites to sessions in calendar files that have no host. */
    organizer: {
      get name() {
        return desk.name
      },
      email: mailDesk.calendarAddress,
      url,
    },
    /** Null if mails are stored instead. */
    mailServer,
    mailer: mailServer ?? openMailFolder(mailFolder, env, desk),
    mailFolder: mailServer ? null : mailFolder,
    push,
    sms,
    senders: [
      pushSender(desk, (id) => globalId('Notification', id)),
      emailSender(mailDesk, env.EMAIL_DELAY),
      ...(sms ? [smsSender(sms)] : []),
    ],
  }
}

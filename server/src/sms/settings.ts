import type { ServerEnv } from '../env.ts'
import { StartError } from '../platform/errors/startError.ts'
import type { SmsAccount } from '../platform/sms/twilio.ts'

/** How this desk sends text messages. */
export interface SmsDesk extends SmsAccount {
  /** The desk's name, and its address for links. */
  name: string
  deskUrl: string
  /** Its public address, at which the provider reports; null without PUBLIC_URL. */
  publicUrl: string | null
  /** Hashes codes. */
  key: Buffer
}

type SmsEnv = Pick<ServerEnv, 'SMS_API_URL' | 'SMS_ACCOUNT' | 'SMS_TOKEN' | 'SMS_FROM' | 'PUBLIC_URL'>

/** The settings in the environment; null if the desk sends no text messages. Throws a StartError if only some are set. */
export function smsSettings(
  env: SmsEnv,
  desk: Pick<SmsDesk, 'name'>,
  own: Pick<SmsDesk, 'deskUrl' | 'key'>,
): SmsDesk | null {
  const { SMS_ACCOUNT: account, SMS_TOKEN: token, SMS_FROM: from } = env
  if (account && token && from)
    return {
      url: env.SMS_API_URL,
      account,
      token,
      from,
      publicUrl: env.PUBLIC_URL ?? null,
      ...own,
      // It may change while the desk runs.
      get name() {
        return desk.name
      },
    }
  if (account || token || from) throw new StartError('Text messages need SMS_ACCOUNT, SMS_TOKEN and SMS_FROM.')
  return null
}

import type { NotificationChannel } from '../generated/prisma/client.ts'
import { textsOf } from '../languages/languages.ts'
import type { ReasonCode } from '../languages/texts.ts'
import { currentLanguage } from '../languages/translated.ts'

/** The reason as a sentence, in the language of the request. */
export function reasonText(channel: NotificationChannel, reason: string, problem: string | null): string {
  const { channels, deliveries } = textsOf(currentLanguage())
  const sentence = deliveries[reason as ReasonCode](channels[channel])
  return problem ? `${sentence}: ${problem}` : `${sentence}.`
}

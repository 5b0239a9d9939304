import type { NotificationChannel } from '../generated/prisma/client.ts'

/** Why a delivery waits, went out, or did not. */
export type ReasonCode = keyof typeof REASONS

const CHANNEL_NAMES: Record<NotificationChannel, string> = {
  in_app: 'in the app',
  push: 'as a push notification',
  email: 'by email',
  sms: 'by text message',
}

const REASONS = {
  // Waiting
  delay: (by: string) => `Will be sent ${by} unless it is read first`,
  quiet_hours: (by: string) => `Will be sent ${by} after quiet hours, unless it is read first`,
  digest: (by: string) => `Will be sent ${by} with the next summary, unless it is read first`,
  // Sent
  in_app: () => 'Shown in the app',
  unread: (by: string) => `Sent ${by}, because it had not been read`,
  delivered: (by: string) => `Delivered ${by}, because it had not been read`,
  // Not sent
  read: (by: string) => `Not sent ${by}: it was read in time`,
  off: (by: string) => `Not sent ${by}: this kind of notification is turned off`,
  not_by_default: (by: string) => `Not sent ${by}: this kind of notification is not sent this way by default`,
  no_address: (by: string) => `Not sent ${by}: there is no email address`,
  no_phone: (by: string) => `Not sent ${by}: there is no verified phone number`,
  stopped: (by: string) => `Not sent ${by}: the number has answered STOP`,
  no_subscription: (by: string) => `Not sent ${by}: no browser is subscribed`,
  no_access: (by: string) => `Not sent ${by}: the ticket can no longer be seen`,
  gone: (by: string) => `Not sent ${by}: what it was about was deleted`,
  disabled: (by: string) => `Not sent ${by}: the account is disabled`,
  not_configured: (by: string) => `Not sent ${by}: this desk does not send notifications this way`,
  refused: (by: string) => `Could not be sent ${by}`,
} satisfies Record<string, (by: string) => string>

/** The reason as a sentence. */
export function reasonText(channel: NotificationChannel, reason: string, problem: string | null): string {
  const sentence = REASONS[reason as ReasonCode](CHANNEL_NAMES[channel])
  return problem ? `${sentence}: ${problem}` : `${sentence}.`
}

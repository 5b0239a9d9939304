import type { UserRole } from '../generated/prisma/client.ts'
import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import type { Channel } from './groups.ts'
import type { ReasonCode } from './strings.ts'

/** Whom deliveries are for. */
export interface Recipient {
  id: string
  role: UserRole
  name: string
  email: string
  /** The tag of their language; null: English. */
  language: string | null
}

/** A delivery that is due. */
export interface DueDelivery {
  id: string
  notificationId: string
  /** The first message that it is about. */
  messageId: string | null
}

/** What became of the deliveries: those that `unsent` does not contain were sent. */
export interface Outcome {
  unsent: ReadonlyMap<string, ReasonCode>
  /** The mail they went out with. */
  mailId?: string
}

/**
 * Sends what is due to one person on one channel. `send` runs as the recipient, in the transaction in which the deliveries become
 * `sent`: it reads what they may see, and it writes what is to be sent into an outbox with a job. It must not use the network,
 * since the transaction may be run again.
 */
export interface ChannelSender {
  readonly channel: Channel
  /** How long a notification may stay unread before it is sent on this channel. */
  readonly delaySeconds: number
  send(recipient: Recipient, due: readonly DueDelivery[]): Promise<Outcome>
}

const write = statement(`
  WITH given AS (SELECT * FROM unnest($1::notification_channel[], $2::int[]) AS g (channel, delay_seconds)),
  gone AS (DELETE FROM notification_channels WHERE channel NOT IN (SELECT channel FROM given))
  INSERT INTO notification_channels AS c SELECT * FROM given
  ON CONFLICT (channel) DO UPDATE SET delay_seconds = excluded.delay_seconds WHERE c.delay_seconds <> excluded.delay_seconds`)

/** Records on which channels this desk sends, for the decisions that PostgreSQL makes. */
export async function recordChannels(pools: Pools, senders: readonly ChannelSender[]): Promise<void> {
  const values = [senders.map(({ channel }) => channel), senders.map(({ delaySeconds }) => delaySeconds)]
  await asIdentity(pools, MAINTENANCE, 'write', () => write.rows(...values))
}

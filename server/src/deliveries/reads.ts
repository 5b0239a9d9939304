import type { DeliveryStatus, NotificationChannel, NotificationKind } from '../generated/prisma/client.ts'
import { statement } from '../platform/database/statement.ts'
import { CHANNELS } from './groups.ts'
import { reasonText } from './strings.ts'

/** What was decided about a notification on a channel, as it is read. */
export interface Delivery {
  channel: NotificationChannel
  sent: boolean
  reason: string
  at: Date | string
  dueAt: Date | null
}

/** A person's notification with its deliveries, as admins read it. */
export interface ExplainedNotification {
  id: string
  kind: NotificationKind
  ticketId: string | null
  createdAt: Date
  readAt: Date | null
}

interface Row extends Record<string, unknown> {
  notificationId: string
  channel: NotificationChannel
  status: DeliveryStatus
  reason: string
  problem: string | null
  dueAt: Date | null
  at: Date
}

const read = statement<Row>(`
  SELECT notification_id AS "notificationId", channel, status, reason, problem, CASE WHEN status = 'pending' THEN due_at END AS "dueAt",
    coalesce(settled_at, decided_at) AS at
  FROM notification_deliveries WHERE notification_id = ANY ($1::uuid[])`)
const ofPerson = statement<ExplainedNotification & Record<string, unknown>>(`
  SELECT id, kind, ticket_id AS "ticketId", created_at AS "createdAt", read_at AS "readAt" FROM notifications
  WHERE user_id = $1 AND ($2::uuid IS NULL OR ticket_id = $2) ORDER BY created_at DESC, id DESC LIMIT $3`)

/** The deliveries of each notification, the quietest channel first. A channel that the desk did not send on has no row. */
export async function readDeliveries(
  notifications: readonly { id: string; createdAt: Date | string }[],
): Promise<Delivery[][]> {
  const rows = await read.rows(notifications.map(({ id }) => id))
  return notifications.map(({ id, createdAt }) => [
    { channel: 'in_app', sent: true, reason: reasonText('in_app', 'in_app', null), at: createdAt, dueAt: null },
    ...CHANNELS.map((channel) => {
      const row = rows.find((one) => one.notificationId === id && one.channel === channel)
      return row ? deliveryFrom(row) : notConfigured(channel, createdAt)
    }),
  ])
}

const deliveryFrom = ({ channel, status, reason, problem, at, dueAt }: Row): Delivery => ({
  channel,
  sent: status === 'sent',
  reason: reasonText(channel, reason, problem),
  at,
  dueAt,
})

const notConfigured = (channel: NotificationChannel, at: Date | string): Delivery => ({
  channel,
  sent: false,
  reason: reasonText(channel, 'not_configured', null),
  at,
  dueAt: null,
})

/** The latest notifications of a person, of one ticket or of all. Row-level security shows those of others to admins only. */
export function listNotificationsOf(
  userId: string,
  ticketId: string | null,
  limit: number,
): Promise<ExplainedNotification[]> {
  return ofPerson.rows(userId, ticketId, limit)
}

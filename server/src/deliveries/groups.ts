import type { NotificationChannel } from '../generated/prisma/client.ts'

/** The groups of notification kinds that people turn on and off together: notification_group() in SQL knows the same. */
export const KIND_GROUPS = [
  'replies',
  'status',
  'sessions',
  'assignments',
  'unassigned',
  'notes',
  'requests',
  'ratings',
  'disputes',
] as const
export type KindGroup = (typeof KIND_GROUPS)[number]

/** The groups of which requesters get notifications. */
const REQUESTER_GROUPS: readonly KindGroup[] = ['replies', 'status', 'sessions', 'requests', 'ratings', 'disputes']

/** The channels that people choose. In-app notifications are always there. */
export const CHANNELS = ['push', 'email', 'sms'] as const satisfies NotificationChannel[]
export type Channel = (typeof CHANNELS)[number]

/** The groups that a person of this kind can get. */
export const groupsFor = (isStaff: boolean): readonly KindGroup[] => (isStaff ? KIND_GROUPS : REQUESTER_GROUPS)

/** Whether groups are sent on a channel unless the person decides otherwise: is_sent_by_default() in SQL says the same. */
export const isSentByDefault = (channel: Channel): boolean => channel !== 'sms'

/** Whether this is the name of a group. */
export const isKindGroup = (name: string): name is KindGroup => (KIND_GROUPS as readonly string[]).includes(name)

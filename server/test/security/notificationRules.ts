import type { RULES } from './outcomes.ts'
import { query, type Route, route } from './routeShapes.ts'

/** Who sees the fields of notifications. */
export const NOTIFICATION_FIELDS: Record<string, Partial<Record<keyof typeof RULES, string>>> = {
  Notification: {
    signedIn: 'id kind text count createdAt deliveries',
    signedInOrNull: 'ticket actor messageId readAt',
  },
  NotificationDelivery: { signedIn: 'channel sent reason at', signedInOrNull: 'dueAt' },
  NotificationSettings: {
    viewersOwn: 'timeZone digest digestHour channels preferences isPushSubscribed phone',
    viewersOwnOrNull: 'quietFrom quietUntil',
  },
  Phone: { viewersOwn: 'number isStopped' },
  NotificationPreference: { viewersOwn: 'group channel enabled' },
  NotificationSettingsPayload: { signedIn: 'settings errors' },
  ExplainedNotification: {
    adminsElseHidden: 'id kind createdAt deliveries',
    adminsElseHiddenOrNull: 'ticket readAt',
  },
  StoredMail: { adminsElseHidden: 'id to subject at text', adminsElseHiddenOrNull: 'html' },
  NotificationConnection: { signedIn: 'edges pageInfo unreadCount' },
  NotificationEdge: { signedIn: 'cursor node' },
  UnreadNotifications: { signedIn: 'count' },
}

/** The routes to them. */
export const NOTIFICATION_ROUTES: Record<string, Route[]> = {
  Notification: [query('notifications { edges { node { FIELD } } }', 'notifications.edges.node')],
  NotificationDelivery: [
    query('notifications { edges { node { deliveries { FIELD } } } }', 'notifications.edges.node.deliveries'),
  ],
  NotificationSettings: [query('viewer { notificationSettings { FIELD } }', 'viewer.notificationSettings')],
  Phone: [query('viewer { notificationSettings { phone { FIELD } } }', 'viewer.notificationSettings.phone')],
  NotificationPreference: [
    query('viewer { notificationSettings { preferences { FIELD } } }', 'viewer.notificationSettings.preferences'),
  ],
  NotificationSettingsPayload: [
    route(
      `mutation { setNotificationPreference(input: { group: REPLIES, channel: EMAIL, enabled: true }) { FIELD } }`,
      'setNotificationPreference',
    ),
  ],
  ExplainedNotification: [
    route('query ($agent: ID!) { notificationsOf(userId: $agent) { FIELD } }', 'notificationsOf'),
  ],
  StoredMail: [query('storedMails { FIELD }', 'storedMails')],
  NotificationConnection: [query('notifications { FIELD }', 'notifications')],
  NotificationEdge: [query('notifications { edges { FIELD } }', 'notifications.edges')],
  UnreadNotifications: [route('subscription { unreadNotifications { FIELD } }', 'unreadNotifications')],
}

/** Strings of the notification panel. The text of each notification comes from the server. */
export const notificationStrings = {
  bell: 'Notifications',
  bellUnread: 'Notifications, {shown} unread',
  unread: 'Unread',
  fresh: 'New',
  earlier: 'Earlier',
  markRead: 'Mark as read',
  markAll: 'Mark all as read',
  empty: 'No notifications yet. Replies, assignments and mentions appear here.',
  failed: 'The notifications couldn’t be loaded.',
  notMarked: 'Couldn’t mark as read. Try again.',
  more: 'Show older',
  mention: 'Mention a teammate',
}

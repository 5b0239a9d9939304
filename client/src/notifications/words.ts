/** The words of notifications; what one tells is the server's sentence. */
export const notificationWords = {
  bell: 'Notifications',
  bellUnread: 'Notifications, {count, plural, one {# unread} other {# unread}}',
  unread: 'Unread',
  fresh: 'New',
  earlier: 'Earlier',
  markRead: 'Mark as read',
  markAll: 'Mark all as read',
  empty: 'No notifications yet. Replies, assignments and mentions appear here.',
  failed: 'The notifications could not be loaded.',
  notMarked: 'That could not be marked as read.',
  more: 'Show earlier ones',
  mention: 'Mention somebody',
}

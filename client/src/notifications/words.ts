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
  failed: 'The notifications couldn’t be loaded.',
  notMarked: 'Couldn’t mark as read. Try again.',
  more: 'Show older',
  mention: 'Mention a teammate',
}

/** Strings of the notification settings, of the reasons for notifications, and of unsubscribing. */
export const deliveryStrings = {
  title: 'Notification settings',
  channels: 'Where you are notified',
  channelsHint: 'Notifications always appear in the app. What you read there in time is not sent anywhere else.',
  channel: '{channel, select, IN_APP {In the app} PUSH {Push} EMAIL {Email} SMS {Text message} other {Other}}',
  group: `{group, select,
    REPLIES {Replies}
    STATUS {Status changes}
    SESSIONS {Sessions}
    ASSIGNMENTS {Tickets assigned to you}
    UNASSIGNED {Unassigned tickets}
    NOTES {Notes and mentions}
    REQUESTS {Requests}
    RATINGS {Ratings}
    DISPUTES {Disputes and deadlines}
    other {Other}
  }`,
  kindColumn: 'Notification',
  groupOnChannel: '{group} by {channel}',
  push: 'Push on this device',
  pushHint: 'Shows notifications even if Parley is not open.',
  pushUnsupported:
    'This browser cannot show push notifications. On an iPhone or iPad, add Parley to the Home Screen first.',
  pushBlocked: 'Notifications from this site are blocked. Allow them in the browser’s site settings.',
  pushFailed: 'Push notifications couldn’t be turned on. Try again later.',
  phone: 'Text messages',
  phoneNumber: 'Phone number',
  phoneHint: 'With the country code, like +49 1512 3456789. A code is sent to it.',
  phoneText: 'Text messages are sent to {number}.',
  phoneStopped: '{number} has answered STOP, so nothing is sent to it. Answer START to get text messages again.',
  sendCode: 'Send code',
  code: 'Code',
  codeHint: 'Enter the six digits that were sent to {number}. They are valid for 10 minutes.',
  confirmCode: 'Confirm',
  otherNumber: 'Use another number',
  removePhone: 'Remove number',
  timing: 'When',
  timeZone: 'Time zone',
  quiet: 'Quiet hours: send nothing during this time',
  quietFrom: 'From',
  quietUntil: 'Until',
  digest: 'Emails',
  digestChoice: '{digest, select, OFF {As things happen} HOURLY {Once an hour} other {Once a day}}',
  digestHour: 'At',
  failed: 'The notification settings couldn’t be loaded.',
  notSaved: 'Couldn’t save. Try again.',
  why: 'Why did I get this?',
  whyFailed: 'The reasons couldn’t be loaded.',
  sent: 'Sent',
  notSent: 'Not sent',
  waiting: 'Waiting until {time}',
  notificationsOf: 'Notifications',
  showNotificationsOf: 'Notifications sent',
  notificationsHint: 'The latest notifications, and why each was sent or not.',
  noNotifications: 'No notifications in the last 90 days.',
  kind: `{kind, select,
    REPLY {Reply} OPENED {Ticket opened} STATUS {Status changed} ASSIGNED {Assigned} MENTION {Mentioned} NOTE {Note}
    CHAT_REQUEST {Request} CHAT_DECISION {Request decided} UNASSIGNED {Unassigned ticket}
    SCHEDULED_MESSAGE_HELD {Scheduled message not sent} SESSION_SCHEDULED {Session scheduled}
    SESSION_MOVED {Session moved} SESSION_CANCELLED {Session cancelled} SESSION_RESPONSE {Answer to a session}
    SESSION_REMINDER {Session reminder} RATING_REQUESTED {Asked for a rating} RATED {Ticket rated}
    SHOP_TICKET {Ticket to your shop} SHOP_ASSIGNED {Assigned in your shop} SHOP_ASKED_IN {Shop asked in} other {Notification}
  }`,
  read: 'Read {time}',
  unread: 'Unread',
  unsubscribeTitle: 'Email notifications',
  unsubscribeText: '{email} will no longer get emails about these notifications:',
  unsubscribe: 'Unsubscribe',
  unsubscribed: '{email} no longer gets emails about these notifications:',
  unsubscribeGone: 'This link is incomplete or no longer valid. Sign in to change your notification settings.',
  unsubscribeFailed: 'That didn’t work. Check your connection and try again.',
  toSettings: 'Change notification settings',
}

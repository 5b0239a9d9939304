/** Strings of private desks, confidential tickets and emergency access. */
export const privacyStrings = {
  confidential: 'Confidential',
  confidentialWhat: 'Only the staff who take part in this ticket can see it. Admins see it only with emergency access.',
  makeConfidential: 'Make confidential',
  makeVisible: 'Show to all staff',
  changeFailed: 'The change couldn’t be saved. Try again.',

  claimToRead: 'Claim to read',
  unclaimedTitle: 'Not claimed yet',
  unclaimedWhat: 'Messages can be read only by the person who claims this ticket.',

  emergency: 'Emergency access…',
  emergencyTitle: 'Emergency access',
  emergencyWhat:
    'You can read one ticket for one hour. The requester and the assignee are notified immediately and read your reason. It is also recorded in the ticket’s history and in the audit log.',
  number: 'Ticket number',
  numberHint: 'For example TC-0012.',
  reason: 'Reason',
  reasonHint: 'At most 500 characters.',
  open: 'Open ticket',
  emergencyFailed: 'The ticket couldn’t be opened. Try again.',
  emergencyUntil: 'Emergency access: {minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}} left',
  readOnly: 'With emergency access, you can read this ticket but not change it.',
}

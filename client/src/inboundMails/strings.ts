/** Strings of the rejected emails. */
export const inboundMailStrings = {
  title: 'Rejected emails',
  hint: 'Emails that did not become messages, and why. They are deleted after 30 days.',
  none: 'No emails were rejected.',
  failed: 'The emails couldn’t be loaded.',
  noSender: 'Unknown sender',
  noSubject: 'No subject',
  received: 'Received {time}',
  download: 'View original',
  downloadOf: 'View original of “{subject}”',
  state: '{state, select, IGNORED {Ignored} other {Rejected}}',
  reason: `{reason, select,
    BOUNCE {Delivery report}
    AUTO_REPLY {Automatic reply}
    MAILING_LIST {Mailing list}
    LOOP {Sent by this desk itself}
    TOO_MANY {Too many emails within an hour}
    CALENDAR_REPLY {Answer to an unknown invitation}
    UNREADABLE {Not readable}
    TOO_LARGE {Larger than 35 MB}
    NO_SENDER {No sender}
    UNKNOWN_RECIPIENT {Invalid reply address}
    AUTHENTICATION_FAILED {Forged sender}
    STAFF_NOT_VERIFIED {Claims to be from staff, not verified}
    DISABLED {The sender’s account is disabled}
    INVITED {The sender has an open invitation}
    NO_ACCESS {The sender has no access to the ticket}
    REFUSED {The message could not be added}
    other {Other}
  }`,
}

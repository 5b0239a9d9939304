import type { Texts } from '../texts.ts'

/** Why notifications were sent, and why agents are suggested. */
export const reasons: Pick<Texts, 'channels' | 'deliveries' | 'suggestions'> = {
  channels: { in_app: 'in the app', push: 'as a push notification', email: 'by email', sms: 'by text message' },
  deliveries: {
    delay: (by) => `Will be sent ${by} unless it is read first`,
    quiet_hours: (by) => `Will be sent ${by} after quiet hours, unless it is read first`,
    digest: (by) => `Will be sent ${by} with the next summary, unless it is read first`,
    in_app: (by) => `Shown ${by}`,
    unread: (by) => `Sent ${by}, because it had not been read`,
    delivered: (by) => `Delivered ${by}, because it had not been read`,
    read: (by) => `Not sent ${by}: it was read in time`,
    off: (by) => `Not sent ${by}: this kind of notification is turned off`,
    not_by_default: (by) => `Not sent ${by}: this kind of notification is not sent this way by default`,
    no_address: (by) => `Not sent ${by}: there is no email address`,
    no_phone: (by) => `Not sent ${by}: there is no verified phone number`,
    stopped: (by) => `Not sent ${by}: the number has answered STOP`,
    no_subscription: (by) => `Not sent ${by}: no browser is subscribed`,
    no_access: (by) => `Not sent ${by}: the ticket can no longer be seen`,
    gone: (by) => `Not sent ${by}: what it was about was deleted`,
    disabled: (by) => `Not sent ${by}: the account is disabled`,
    not_configured: (by) => `Not sent ${by}: this desk does not send notifications this way`,
    refused: (by) => `Could not be sent ${by}`,
  },
  suggestions: {
    availability: { available: 'Available now', away: 'At work, but not online', off: 'Not at work now' },
    expertise: (...words) => `Expertise: ${words.join(', ')}`,
    resolved: (tickets) => `Resolved ${tickets.toLocaleString('en')} ${tickets === 1 ? 'ticket' : 'tickets'} like this`,
    tagged: (tag, count) => `${count} tagged ${tag}`,
    allTagged: (tag) => `all tagged ${tag}`,
    oneTagged: (tag) => `tagged ${tag}`,
    load: (open) => `${open.toLocaleString('en')} open ${open === 1 ? 'ticket' : 'tickets'}`,
    loadOf: (open, limit) => `${open} of ${limit.toLocaleString('en')} open ${limit === 1 ? 'ticket' : 'tickets'}`,
    noLoad: 'No open tickets',
    full: (limit) => `At their limit of ${limit.toLocaleString('en')} open ${limit === 1 ? 'ticket' : 'tickets'}`,
    comma: ', ',
  },
}

import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { connectionType } from '../graphql/connectionType.ts'
import { signedIn } from '../graphql/context.ts'
import { globalId } from '../graphql/globalId.ts'
import { Message } from '../messages/schema.ts'
import { pageCursor, pageOf } from '../platform/page.ts'
import { noteDenial } from '../platform/requestScope.ts'
import { canSeeMails } from './policy.ts'
import { type InboundMail, listMails, MAIL_STATES, readMailsOf } from './reads.ts'
import { mayBeMail, ORIGINAL_MAIL } from './settings.ts'

const InboundMailChannel = builder.enumType('InboundMailChannel', {
  description: 'How a mail was received.',
  values: {
    SMTP: { value: 'smtp', description: 'By the SMTP listener.' },
    IMAP: { value: 'imap', description: 'From the mailbox.' },
    WEBHOOK: { value: 'webhook', description: 'By an HTTP request.' },
  } as const,
})

const InboundMailState = builder.enumType('InboundMailState', {
  description: 'What became of a mail.',
  values: {
    RECEIVED: { value: 'received', description: 'Stored, and about to be processed.' },
    ACCEPTED: {
      value: 'accepted',
      description: 'It became a message, a ticket, a note or the answer to an invitation.',
    },
    IGNORED: { value: 'ignored', description: 'It was not written by a person to the desk.' },
    REJECTED: { value: 'rejected', description: 'It is not trusted, not allowed or not usable.' },
  } as const,
})

const InboundMailReason = builder.enumType('InboundMailReason', {
  description: 'Why a mail was ignored or rejected, or what it became if not a message of its sender.',
  values: {
    BOUNCE: { value: 'bounce', description: 'A delivery report.' },
    AUTO_REPLY: { value: 'auto_reply', description: 'An automatic reply, such as a vacation notice.' },
    MAILING_LIST: { value: 'mailing_list', description: 'Sent to a mailing list or in bulk.' },
    LOOP: { value: 'loop', description: 'Sent by this desk itself, or forwarded in a circle.' },
    TOO_MANY: { value: 'too_many', description: 'The sender has sent too many mails within an hour.' },
    CALENDAR_REPLY: { value: 'calendar_reply', description: 'An answer to an invitation.' },
    UNREADABLE: { value: 'unreadable', description: 'It could not be parsed.' },
    TOO_LARGE: { value: 'too_large', description: 'It is larger than 35 MB.' },
    NO_SENDER: { value: 'no_sender', description: 'It has no usable From address.' },
    UNKNOWN_RECIPIENT: { value: 'unknown_recipient', description: 'Its reply address is not valid.' },
    AUTHENTICATION_FAILED: {
      value: 'authentication_failed',
      description: 'The receiving mail server found the sender to be forged.',
    },
    STAFF_NOT_VERIFIED: {
      value: 'staff_not_verified',
      description: 'It claims to be from staff, which was not verified.',
    },
    DISABLED: { value: 'disabled', description: 'The sender’s account is disabled.' },
    INVITED: { value: 'invited', description: 'The sender has an invitation that is not accepted yet.' },
    UNKNOWN_ADDRESS: {
      value: 'unknown_address',
      description: 'A reply from an address that is not the person’s: it became an internal note.',
    },
    NO_ACCESS: { value: 'no_access', description: 'The sender no longer has access to the ticket.' },
    REFUSED: { value: 'refused', description: 'The message was refused.' },
  } as const,
})

const originalUrl = (id: string) => `${ORIGINAL_MAIL.before}${id}${ORIGINAL_MAIL.after}`

const InboundMailType = builder.objectRef<InboundMail>('InboundMail').implement({
  description: 'A mail that the desk received.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: ({ id }) => globalId('InboundMail', id) }),
    channel: t.expose('channel', { type: InboundMailChannel, description: 'How it was received.' }),
    sender: t.exposeString('sender', { nullable: true, description: 'The address in its From header.' }),
    subject: t.exposeString('subject', { nullable: true, description: 'Its subject.' }),
    sizeBytes: t.exposeInt('size', { description: 'Its size in bytes.' }),
    state: t.expose('state', { type: InboundMailState, description: 'What became of it.' }),
    reason: t.expose('reason', { type: InboundMailReason, nullable: true, description: 'Why.' }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime', description: 'When it was received.' }),
    originalUrl: t.string({
      nullable: true,
      description: 'Where the mail can be downloaded as it was received; null if it was not stored.',
      resolve: ({ id, reason }) => (reason === 'too_large' ? null : originalUrl(id)),
    }),
  }),
})

const InboundMailConnection = connectionType<InboundMail>('InboundMail', InboundMailType, 'mails')

builder.queryField('inboundMails', (t) =>
  t.field({
    type: InboundMailConnection,
    nullable: true,
    authScopes: { signedIn: true },
    description: 'The mails that the desk received, newest first. Admins only: null for everyone else.',
    args: {
      states: t.arg({ type: [InboundMailState], description: 'The states to include; all by default.' }),
      first: t.arg.int({ description: 'The number of mails from the start; 25 by default, 100 at most.' }),
      after: t.arg.string({ description: 'After this edge’s cursor.' }),
    },
    complexity: ({ first }) => ({ field: 1, multiplier: Math.min(100, first ?? 25) }),
    resolve: async (_root, { states, ...page }, context) => {
      if (!canSeeMails(signedIn(context))) {
        noteDenial('FORBIDDEN')
        return null
      }
      return connectionOf(await listMails(states ?? MAIL_STATES, pageOf(page, 1)), ({ id }) => pageCursor(id))
    },
  }),
)

builder.objectFields(Message, (t) => ({
  viaEmail: t.loadable({
    type: 'Boolean',
    description: 'Whether it was sent by email.',
    load: async (ids: string[]) => (await readMailsOf(ids)).map((mail) => mail !== null),
    resolve: ({ id }) => (mayBeMail(id) ? id : ''),
  }),
  originalMailUrl: t.loadable({
    type: 'String',
    nullable: true,
    description: 'Where staff can download the mail that it was; null for everyone else.',
    load: async (ids: string[]) =>
      (await readMailsOf(ids)).map((mail) => (mail?.id ? originalUrl(mail.id) : null)) as string[],
    resolve: ({ id }) => (mayBeMail(id) ? id : ''),
  }),
}))

import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { connectionType } from '../graphql/connectionType.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { pageCursor, pageOf } from '../platform/page.ts'
import { textsOf } from '../languages/languages.ts'
import { currentLanguage } from '../languages/translated.ts'
import { noteDenial } from '../platform/requestScope.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { User } from '../viewer/schema.ts'
import { type AuditRow, listAudit } from './reads.ts'
import { auditStrings } from './strings.ts'

const AuditKind = builder.enumType('AuditKind', {
  description: 'The kinds of audit log entries.',
  values: {
    SIGN_IN: { value: 'sign_in', description: 'A user signed in.' },
    SIGN_IN_FAILED: { value: 'sign_in_failed', description: 'A sign-in failed.' },
    SIGN_OUT: { value: 'sign_out', description: 'A sign-in was ended.' },
    PASSWORD_CHANGED: { value: 'password_changed', description: 'A password was changed.' },
    TOKEN_ISSUED: { value: 'token_issued', description: 'An API token was created.' },
    TOKEN_USED: { value: 'token_used', description: 'An API token was used: recorded at most once an hour.' },
    TOKEN_REVOKED: { value: 'token_revoked', description: 'An API token was revoked.' },
    PERSON_ADDED: { value: 'person_added', description: 'A user was created.' },
    ROLE_CHANGED: { value: 'role_changed', description: 'A user’s role was changed.' },
    PERSON_DISABLED: { value: 'person_disabled', description: 'A user was disabled.' },
    PERSON_ENABLED: { value: 'person_enabled', description: 'A user was enabled.' },
    MESSAGE_DELETED: { value: 'message_deleted', description: 'A message was deleted.' },
    CONVERSATION_DELETED: { value: 'conversation_deleted', description: 'All messages of a ticket were deleted.' },
    TICKETS_CHANGED: { value: 'tickets_changed', description: 'Tickets were changed in bulk.' },
    SETTINGS_CHANGED: { value: 'settings_changed', description: 'The desk’s settings were changed.' },
    INVITATION_SENT: { value: 'invitation_sent', description: 'A person was invited.' },
    INVITATION_RESENT: { value: 'invitation_resent', description: 'An invitation was resent with a new link.' },
    INVITATION_CANCELLED: { value: 'invitation_cancelled', description: 'An invitation was withdrawn.' },
    INVITATION_ACCEPTED: { value: 'invitation_accepted', description: 'An invitation was accepted.' },
    TICKET_EXPORTED: { value: 'ticket_exported', description: 'A ticket was exported.' },
    PERSON_EXPORTED: { value: 'person_exported', description: 'A user’s data was exported.' },
    PERSON_ERASED: { value: 'person_erased', description: 'The erasure of a user was requested.' },
    LEGAL_HOLD_SET: { value: 'legal_hold_set', description: 'A ticket was put under a legal hold.' },
    LEGAL_HOLD_LIFTED: { value: 'legal_hold_lifted', description: 'The legal hold on a ticket was lifted.' },
    EMAIL_CHANGED: { value: 'email_changed', description: 'An email address was changed.' },
    SECOND_FACTOR_ON: { value: 'second_factor_on', description: 'A second factor was set up.' },
    SECOND_FACTOR_OFF: { value: 'second_factor_off', description: 'A second factor was removed.' },
    SECOND_FACTOR_RESET: { value: 'second_factor_reset', description: 'An admin removed the second factor of a user.' },
    PASSKEY_ADDED: { value: 'passkey_added', description: 'A passkey was added.' },
    PASSKEY_REMOVED: { value: 'passkey_removed', description: 'A passkey was removed.' },
    RETENTION_CHANGED: { value: 'retention_changed', description: 'A retention rule was changed.' },
    EMERGENCY_ACCESS: { value: 'emergency_access', description: 'An admin asked for access to a private ticket.' },
    CONFIDENTIAL_CHANGED: {
      value: 'confidential_changed',
      description: 'A ticket became confidential, or is no longer.',
    },
    SHOP_MEMBER_INVITED: { value: 'shop_member_invited', description: 'Somebody was invited to answer for a shop.' },
    SHOP_INVITATION_CANCELLED: {
      value: 'shop_invitation_cancelled',
      description: 'An invitation to answer for a shop was withdrawn.',
    },
    SHOP_MEMBER_ADDED: { value: 'shop_member_added', description: 'Somebody joined a shop.' },
    SHOP_MEMBER_REMOVED: { value: 'shop_member_removed', description: 'Somebody left or was removed from a shop.' },
    SHOP_CLOSED: { value: 'shop_closed', description: 'A shop was closed.' },
    SHOP_REOPENED: { value: 'shop_reopened', description: 'A shop was reopened.' },
    TAG_CHANGED: { value: 'tag_changed', description: 'A tag was renamed, merged, deleted or coloured.' },
    TEAM_CHANGED: { value: 'team_changed', description: 'A team was renamed, retired or restored.' },
    DENIED: { value: 'denied', description: 'An operation was rejected for lack of permission.' },
  } as const,
})

const AuditEntry = builder.objectRef<AuditRow>('AuditEntry').implement({
  description: 'An entry of the append-only audit log.',
  fields: (t) => ({
    id: t.id({ description: 'Opaque and unique.', resolve: ({ id }) => globalId('AuditEntry', id) }),
    kind: t.expose('kind', { type: AuditKind, description: 'The kind of event.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it happened.' }),
    actor: t.field({
      type: User,
      nullable: true,
      description: 'The actor; null if no one was signed in, or for background jobs.',
      resolve: ({ actor }) => actor as never,
    }),
    text: t.string({
      description: 'A sentence, to be read after the actor’s name.',
      resolve: (row, _args, { services }) => {
        const { audit, mails } = textsOf(currentLanguage())
        const names: Readonly<Record<string, string>> = mails.roles[services.desk.identity.profile]
        return auditStrings(row, audit, (role) => names[role] ?? role)
      },
    }),
    person: t.field({
      type: User,
      nullable: true,
      description: 'Whom it concerns.',
      resolve: ({ person }) => person as never,
    }),
    ticket: t.field({
      type: Ticket,
      nullable: true,
      description: 'The ticket it concerns.',
      resolve: ({ ticketId }) => ticketId,
    }),
    ip: t.exposeString('ip', { nullable: true, description: 'The address it came from.' }),
    userAgent: t.exposeString('userAgent', { nullable: true, description: 'The user agent.' }),
    requestId: t.exposeString('requestId', { nullable: true, description: 'The request, as logs and errors name it.' }),
  }),
})

const AuditConnection = connectionType<AuditRow>('Audit', AuditEntry, 'entries of the audit log')

const AuditFilter = builder.inputType('AuditFilter', {
  description: 'A filter for audit log entries. Omitted fields match everything.',
  fields: (t) => ({
    kinds: t.field({ type: [AuditKind], description: 'Of one of these kinds.' }),
    personId: t.id({ description: 'By or about this person.' }),
    from: t.field({ type: 'DateTime', description: 'From this time on.' }),
    to: t.field({ type: 'DateTime', description: 'Before this time.' }),
  }),
})

builder.queryField('auditLog', (t) =>
  t.field({
    type: AuditConnection,
    nullable: true,
    authScopes: { signedIn: true },
    description: 'The audit log, newest first. Admins only: null for everybody else, whose attempt is recorded.',
    args: {
      filter: t.arg({ type: AuditFilter, description: 'The entries to include; all by default.' }),
      first: t.arg.int({ description: 'The number of items from the start; 25 by default, 100 at most.' }),
      after: t.arg.string({ description: 'After this edge’s cursor.' }),
    },
    complexity: ({ first }) => ({ field: 1, multiplier: Math.min(100, first ?? 25) }),
    resolve: async (_root, { filter, ...page }, { identity }) => {
      if (identity?.role !== 'admin') {
        noteDenial('FORBIDDEN')
        return null
      }
      const personId = filter?.personId == null ? null : uuidOf(filter.personId, 'User') || NOBODY
      return connectionOf(await listAudit({ ...filter, personId }, pageOf(page, 1)), ({ id }) => pageCursor(id))
    },
  }),
)

/** A missing actor has no entries. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

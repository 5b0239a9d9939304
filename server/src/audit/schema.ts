import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { connectionType } from '../graphql/connectionType.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { pageCursor, pageOf } from '../platform/page.ts'
import { noteDenial } from '../platform/requestScope.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { roleNames } from '../viewer/roleNames.ts'
import { User } from '../viewer/schema.ts'
import { type AuditRow, listAudit } from './reads.ts'
import { auditStrings } from './strings.ts'

const AuditKind = builder.enumType('AuditKind', {
  description: 'What the audit log tells of.',
  values: {
    SIGN_IN: { value: 'sign_in', description: 'Somebody signed in.' },
    SIGN_IN_FAILED: { value: 'sign_in_failed', description: 'Somebody tried to.' },
    SIGN_OUT: { value: 'sign_out', description: 'A sign-in was ended.' },
    PASSWORD_CHANGED: { value: 'password_changed', description: 'A password was changed.' },
    TOKEN_ISSUED: { value: 'token_issued', description: 'A program was given a key.' },
    TOKEN_REVOKED: { value: 'token_revoked', description: 'A program’s key was taken away.' },
    PERSON_ADDED: { value: 'person_added', description: 'Somebody is new.' },
    ROLE_CHANGED: { value: 'role_changed', description: 'Somebody is something else now.' },
    PERSON_DISABLED: { value: 'person_disabled', description: 'Somebody can sign in no more.' },
    PERSON_ENABLED: { value: 'person_enabled', description: 'Somebody can sign in again.' },
    MESSAGE_DELETED: { value: 'message_deleted', description: 'A message was deleted.' },
    CONVERSATION_DELETED: { value: 'conversation_deleted', description: 'All messages of a ticket were deleted.' },
    TICKETS_CHANGED: { value: 'tickets_changed', description: 'Many tickets were changed at once.' },
    SETTINGS_CHANGED: { value: 'settings_changed', description: 'The desk’s settings were changed.' },
    INVITATION_SENT: { value: 'invitation_sent', description: 'Somebody was asked to join.' },
    INVITATION_RESENT: { value: 'invitation_resent', description: 'An invitation was given a new link.' },
    INVITATION_CANCELLED: { value: 'invitation_cancelled', description: 'An invitation was withdrawn.' },
    INVITATION_ACCEPTED: { value: 'invitation_accepted', description: 'Somebody who was invited has joined.' },
    DENIED: { value: 'denied', description: 'Somebody tried what they may not.' },
  } as const,
})

const AuditEntry = builder.objectRef<AuditRow>('AuditEntry').implement({
  description: 'Something that the desk may have to answer for. Never changed, never deleted.',
  fields: (t) => ({
    id: t.id({ description: 'Opaque, and unique.', resolve: ({ id }) => globalId('AuditEntry', id) }),
    kind: t.expose('kind', { type: AuditKind, description: 'What it tells of.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it happened.' }),
    actor: t.field({
      type: User,
      nullable: true,
      description: 'Who did it; null where nobody was signed in, or the desk did it by itself.',
      resolve: ({ actor }) => actor as never,
    }),
    text: t.string({
      description: 'A sentence, to be read after the actor’s name.',
      resolve: (row, _args, { services }) => {
        const names = roleNames(services.desk.profile)
        return auditStrings(row, (role) => names.find((name) => name.role === role)?.one ?? role)
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
    userAgent: t.exposeString('userAgent', { nullable: true, description: 'What the program there calls itself.' }),
    requestId: t.exposeString('requestId', { nullable: true, description: 'The request, as logs and errors name it.' }),
  }),
})

const AuditConnection = connectionType<AuditRow>('Audit', AuditEntry, 'entries of the audit log')

const AuditFilter = builder.inputType('AuditFilter', {
  description: 'Which entries; what is left out does not matter.',
  fields: (t) => ({
    kinds: t.field({ type: [AuditKind], description: 'Of one of these kinds.' }),
    personId: t.id({ description: 'By or about this person.' }),
    from: t.field({ type: 'DateTime', description: 'From this moment on.' }),
    to: t.field({ type: 'DateTime', description: 'Before this moment.' }),
  }),
})

builder.queryField('auditLog', (t) =>
  t.field({
    type: AuditConnection,
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'Who did what, the latest first. Admins only: null for everyone else, and that they asked is an entry.',
    args: {
      filter: t.arg({ type: AuditFilter, description: 'Which entries; all if nothing is said.' }),
      first: t.arg.int({ description: 'So many from the start; 25 if nothing is said, 100 at most.' }),
      after: t.arg.string({ description: 'Beyond this edge’s cursor.' }),
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

/** Who is not there has done nothing. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

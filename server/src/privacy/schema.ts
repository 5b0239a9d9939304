import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { answer } from '../graphql/payload.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { change, TicketPayload } from '../tickets/schema.mutations.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { readTicket } from '../tickets/reads.ts'
import { PER_VIEWER } from '../live/perViewer.ts'
import { type EmergencyAccess, readAccesses, readPrivacy } from './reads.ts'
import { requestEmergencyAccess } from './requestEmergencyAccess.ts'
import { setConfidential } from './setConfidential.ts'

const EmergencyAccessType = builder.objectRef<EmergencyAccess>('EmergencyAccess').implement({
  description: 'An admin’s access to one private ticket, for one hour.',
  fields: (t) => ({
    reason: t.exposeString('reason', { description: 'The reason that the admin gave.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it began.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it ends.' }),
  }),
})

/** What staff learn about a ticket; others never see that it is private for staff. */
const TicketPrivacy = builder
  .loadableObjectRef<{ id: string; isConfidential: boolean; isOpen: boolean }, string>('TicketPrivacy', {
    load: async (ids) => (await readPrivacy(ids)).map((state, i) => ({ ...state, id: ids[i]! })),
  })
  .implement({
    description: 'Who of the staff sees a ticket.',
    fields: (t) => ({
      isConfidential: t.exposeBoolean('isConfidential', {
        description: 'Whether only the staff who take part see the ticket, also in an open desk.',
      }),
      isReadable: t.boolean({
        description:
          'Whether the viewer can read the messages and write. False while a private ticket waits in the queue: claim it first.',
        resolve: ({ isOpen }) => isOpen,
      }),
      emergencyAccess: t.loadable({
        type: EmergencyAccessType,
        nullable: true,
        description: 'The viewer’s emergency access to the ticket. It is for reading only.',
        load: (ids: string[]) => readAccesses(ids) as Promise<never[]>,
        resolve: ({ id }) => id,
      }),
    }),
  })

builder.objectFields(Ticket, (t) => ({
  privacy: t.field({
    type: TicketPrivacy,
    nullable: true,
    description: 'Who of the staff sees the ticket. Null if the viewer is not staff.',
    extensions: { [PER_VIEWER]: true },
    resolve: (ticket, _args, { identity }) =>
      identity !== null && isStaffRole(identity.role) ? (typeof ticket === 'string' ? ticket : ticket.id) : null,
  }),
  isConfidential: t.loadable({
    type: 'Boolean',
    description: 'For staff: whether only the staff who take part see the ticket. False for others.',
    load: async (ids: string[]) => (await readPrivacy(ids)).map(({ isConfidential }) => isConfidential),
    resolve: (ticket, _args, { identity }) =>
      identity !== null && isStaffRole(identity.role) ? (typeof ticket === 'string' ? ticket : ticket.id) : '',
  }),
}))

const SetConfidentialInput = builder.inputType('SetConfidentialInput', {
  description: 'Input of `setConfidential`.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'The ticket.' }),
    confidential: t.boolean({ required: true, description: 'Whether only the staff who take part see it.' }),
  }),
})
const EmergencyAccessInput = builder.inputType('EmergencyAccessInput', {
  description: 'Input of `requestEmergencyAccess`.',
  fields: (t) => ({
    ticketNumber: t.string({ required: true, description: 'The number, like `TC-0001`.' }),
    reason: t.string({
      required: true,
      description: 'Why; at most 500 characters. The requester and the assignee read it.',
    }),
  }),
})

builder.mutationFields((t) => ({
  setConfidential: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description:
      'Staff who take part in a ticket: hides it from all other staff, also from admins. They then see it only with emergency access.',
    args: { input: t.arg({ type: SetConfidentialInput, required: true, description: 'The ticket.' }) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => setConfidential(signedIn(context), { ...input, ticketId: id })),
  }),
  requestEmergencyAccess: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description:
      'Admins: gives read access to one private ticket for one hour. Its requester and assignee are notified at once, and the reason is in its history and in the audit log.',
    args: { input: t.arg({ type: EmergencyAccessInput, required: true, description: 'The ticket, and why.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => ({ ticket: await readTicket(await requestEmergencyAccess(signedIn(context), input)) })),
  }),
}))

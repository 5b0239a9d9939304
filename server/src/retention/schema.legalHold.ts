import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { change, TicketPayload } from '../tickets/schema.mutations.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { User } from '../viewer/schema.ts'
import { type LegalHold, liftLegalHold, readHolds, setLegalHold } from './legalHold.ts'

const LegalHoldType = builder.objectRef<LegalHold>('LegalHold').implement({
  description: 'A legal hold on a ticket: nothing in it is removed by retention rules, or by erasing a person.',
  fields: (t) => ({
    reason: t.exposeString('reason', { description: 'Why, for example the number of a case. May be empty.' }),
    setAt: t.expose('setAt', { type: 'DateTime', description: 'Since when.' }),
    setBy: t.field({
      type: User,
      nullable: true,
      description: 'The admin who set it.',
      resolve: ({ setBy }) => setBy as never,
    }),
  }),
})

builder.objectField(Ticket, 'legalHold', (t) =>
  t.loadable({
    type: LegalHoldType,
    nullable: true,
    description: 'For staff: the legal hold on the ticket, if any.',
    load: (ids: string[]) => readHolds(ids) as Promise<never[]>,
    resolve: (ticket, _args, { identity }) =>
      identity !== null && isStaffRole(identity.role) ? (typeof ticket === 'string' ? ticket : ticket.id) : null,
  }),
)

const SetLegalHoldInput = builder.inputType('SetLegalHoldInput', {
  description: 'Input of `setLegalHold`.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'The ticket.' }),
    reason: t.string({ description: 'Why, for example the number of a case; at most 200 characters.' }),
  }),
})
const LiftLegalHoldInput = builder.inputType('LiftLegalHoldInput', {
  description: 'Input of `liftLegalHold`.',
  fields: (t) => ({ ticketId: t.id({ required: true, description: 'The ticket.' }) }),
})

builder.mutationFields((t) => ({
  setLegalHold: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Admins: puts a ticket under a legal hold.',
    args: { input: t.arg({ type: SetLegalHoldInput, required: true, description: 'The ticket.' }) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => setLegalHold(signedIn(context), { ...input, ticketId: id })),
  }),
  liftLegalHold: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Admins: lifts the legal hold on a ticket. Erasures of people that waited for it are continued.',
    args: { input: t.arg({ type: LiftLegalHoldInput, required: true, description: 'The ticket.' }) },
    resolve: (_root, { input }, context) => change(input, (id) => liftLegalHold(signedIn(context), { ticketId: id })),
  }),
}))

import { builder } from '../graphql/builder.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { fromNow } from '../live/feed.ts'
import { change, signedIn, TicketPayload } from '../tickets/schema.mutations.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { addParticipant } from './addParticipant.ts'
import { type Participation, participationFeed } from './feed.ts'
import { leaveTicket } from './leaveTicket.ts'
import { removeParticipant } from './removeParticipant.ts'

const ticketId = { required: true, description: 'Which ticket.' } as const
const userId = { required: true, description: 'Who.' } as const

const AddParticipantInput = builder.inputType('AddParticipantInput', {
  description: 'Brings a person into a ticket.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    userId: t.id(userId),
    fromStart: t.boolean({
      defaultValue: false,
      description: 'Whether they read what came before; from now on otherwise.',
    }),
  }),
})
const RemoveParticipantInput = builder.inputType('RemoveParticipantInput', {
  description: 'Takes a person out of a ticket.',
  fields: (t) => ({ ticketId: t.id(ticketId), userId: t.id(userId) }),
})
const LeaveTicketInput = builder.inputType('LeaveTicketInput', {
  description: 'Leaves a ticket.',
  fields: (t) => ({ ticketId: t.id(ticketId) }),
})

builder.mutationFields((t) => ({
  addParticipant: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Staff: brings a buyer or seller into a ticket. Who takes part already goes on to.',
    args: { input: t.arg({ type: AddParticipantInput, required: true, description: 'Whom.' }) },
    resolve: (_root, { input }, context) =>
      change(input, (id) =>
        addParticipant(signedIn(context), { ...input, ticketId: id, userId: uuidOf(input.userId, 'User') }),
      ),
  }),
  removeParticipant: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Staff: takes somebody who has joined out of a ticket. Their feed of it stops at once.',
    args: { input: t.arg({ type: RemoveParticipantInput, required: true, description: 'Whom.' }) },
    resolve: (_root, { input }, context) =>
      change(input, (id) =>
        removeParticipant(signedIn(context), { ticketId: id, userId: uuidOf(input.userId, 'User') }),
      ),
  }),
  leaveTicket: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Leaves a ticket that the viewer has joined; it is gone for them, so none is answered.',
    args: { input: t.arg({ type: LeaveTicketInput, required: true, description: 'Which one.' }) },
    resolve: (_root, { input }, context) => change(input, (id) => leaveTicket(signedIn(context), { ticketId: id })),
  }),
}))

const ParticipationRef = builder.objectRef<Participation>('Participation').implement({
  description: 'The viewer has come into a ticket, or is out of it.',
  fields: (t) => ({
    ticketId: t.id({ description: 'Which ticket.', resolve: ({ id }) => globalId('Ticket', id) }),
    ticket: t.field({
      type: Ticket,
      nullable: true,
      description: 'The ticket as it is now; null where it is no longer the viewer’s.',
      resolve: ({ ticket }) => ticket,
    }),
  }),
})

builder.subscriptionField('participationChanged', (t) =>
  t.field({
    type: ParticipationRef,
    authScopes: { signedIn: true },
    description: 'Tickets that the viewer is let into or taken out of. Starts from now.',
    subscribe: (_root, _args, { identity }) => fromNow(participationFeed(identity!), identity!),
    resolve: (participation) => participation as unknown as Participation,
  }),
)

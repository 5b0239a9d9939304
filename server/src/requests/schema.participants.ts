import { builder } from '../graphql/builder.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { fromNow } from '../live/feed.ts'
import { signedIn } from '../graphql/context.ts'
import { change, TicketPayload } from '../tickets/schema.mutations.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { addParticipant } from './addParticipant.ts'
import { type Participation, participationFeed } from './feed.ts'
import { leaveTicket } from './leaveTicket.ts'
import { removeParticipant } from './removeParticipant.ts'

const ticketId = { required: true, description: 'The ticket.' } as const
const userId = { required: true, description: 'The person.' } as const

const AddParticipantInput = builder.inputType('AddParticipantInput', {
  description: 'Input of `addParticipant`.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    userId: t.id(userId),
    fromStart: t.boolean({
      defaultValue: false,
      description: 'Whether the person can read the full history; otherwise only new messages.',
    }),
  }),
})
const RemoveParticipantInput = builder.inputType('RemoveParticipantInput', {
  description: 'Input of `removeParticipant`.',
  fields: (t) => ({ ticketId: t.id(ticketId), userId: t.id(userId) }),
})
const LeaveTicketInput = builder.inputType('LeaveTicketInput', {
  description: 'Input of `leaveTicket`.',
  fields: (t) => ({ ticketId: t.id(ticketId) }),
})

builder.mutationFields((t) => ({
  addParticipant: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Staff: adds a buyer or seller to a ticket. Existing participants are not changed.',
    args: { input: t.arg({ type: AddParticipantInput, required: true, description: 'Whom.' }) },
    resolve: (_root, { input }, context) =>
      change(input, (id) =>
        addParticipant(signedIn(context), { ...input, ticketId: id, userId: uuidOf(input.userId, 'User') }),
      ),
  }),
  removeParticipant: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Staff: removes a participant from a ticket. Their feed of it ends immediately.',
    args: { input: t.arg({ type: RemoveParticipantInput, required: true, description: 'Whom.' }) },
    resolve: (_root, { input }, context) =>
      change(input, (id) =>
        removeParticipant(signedIn(context), { ticketId: id, userId: uuidOf(input.userId, 'User') }),
      ),
  }),
  leaveTicket: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Leaves a ticket that the viewer has joined. They can no longer see it, so no ticket is returned.',
    args: { input: t.arg({ type: LeaveTicketInput, required: true, description: 'The ticket.' }) },
    resolve: (_root, { input }, context) => change(input, (id) => leaveTicket(signedIn(context), { ticketId: id })),
  }),
}))

const ParticipationRef = builder.objectRef<Participation>('Participation').implement({
  description: 'The viewer was added to a ticket or removed from it.',
  fields: (t) => ({
    ticketId: t.id({ description: 'The ticket.', resolve: ({ id }) => globalId('Ticket', id) }),
    ticket: t.field({
      type: Ticket,
      nullable: true,
      description: 'The updated ticket; null if the viewer can no longer see it.',
      resolve: ({ ticket }) => ticket,
    }),
  }),
})

builder.subscriptionField('participationChanged', (t) =>
  t.field({
    type: ParticipationRef,
    authScopes: { signedIn: true },
    description: 'Tickets that the viewer is added to or removed from. Starts from now.',
    subscribe: (_root, _args, { identity }) => fromNow(participationFeed(identity!), identity!),
    resolve: (participation) => participation as unknown as Participation,
  }),
)

import { builder } from '../graphql/builder.ts'
import { agentOf } from '../tickets/schema.staff.ts'
import { change, signedIn, TicketPayload } from '../tickets/schema.mutations.ts'
import { handOver } from './handOver.ts'

const HandOverInput = builder.inputType('HandOverInput', {
  description: 'Input of `handOver`.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'Which ticket.' }),
    agentId: t.id({ description: 'One of staff.' }),
    team: t.string({ description: 'A team’s name.' }),
    note: t.string({
      required: true,
      description: 'An internal note for the new assignee; at most 20,000 characters.',
    }),
    clientId: t.id({
      required: true,
      description: 'UUID minted by the client for the note; a retry with the same one changes nothing.',
    }),
    expectedVersion: t.int({
      description: 'The version you last read: if the ticket has been assigned since, nothing is changed (CONFLICT).',
    }),
  }),
})

builder.mutationField('handOver', (t) =>
  t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Staff: hands a ticket over with an internal note; both are done, or neither.',
    args: { input: t.arg({ type: HandOverInput, required: true, description: 'To whom, and why.' }) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => handOver(signedIn(context), { ...input, ticketId: id, agentId: agentOf(input.agentId) })),
  }),
)

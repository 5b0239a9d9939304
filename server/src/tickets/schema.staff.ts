import { builder } from '../graphql/builder.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { answer, payloadType, type Payload } from '../graphql/payload.ts'
import { selectedFields } from '../graphql/selectedFields.ts'
import { type Refusal, UserErrorRef } from '../graphql/errors.ts'
import { countUse } from '../macros/countUse.ts'
import { isUuid } from '../platform/database/identity.ts'
import { recordUse } from '../suggestions/recordUse.ts'
import { assign } from './assign.ts'
import { claim } from './claim.ts'
import { readTickets } from './reads.ts'
import { renameTicket } from './renameTicket.ts'
import { changeFields, macroField } from './schema.changes.ts'
import { TicketType } from './schema.enums.ts'
import { signedIn } from '../graphql/context.ts'
import { change, TicketPayload } from './schema.mutations.ts'
import { STATE_FIELDS, Ticket } from './schema.ticket.ts'
import { setNotes } from './setNotes.ts'
import { setType } from './setType.ts'
import type { TicketRow } from './ticket.ts'
import { unclaim } from './unclaim.ts'
import { recordBatch } from './recordBatch.ts'
import { updateTickets } from './updateTickets.ts'

const ticketId = { required: true, description: 'The ticket.' } as const
const expectedVersion = {
  description: 'The version you last read: if the same field has been changed since, nothing is changed (CONFLICT).',
} as const

const suggestedIds = {
  description:
    'For assignments: the agents whom the viewer was shown as `assignmentSuggestions`. The choice is recorded.',
} as const

/** An input with nothing but the ticket. */
export const TicketIdInput = builder.inputType('TicketIdInput', {
  description: 'Input of `claimTicket` and `unclaimTicket`.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    expectedVersion: t.int(expectedVersion),
    suggestedIds: t.idList(suggestedIds),
  }),
})
const AssignInput = builder.inputType('AssignInput', {
  description: 'Input of `assignTicket`. Omitted fields do not change.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    agentId: t.id({ description: 'A staff member; null to unassign.' }),
    team: t.string({ description: 'A team’s name.' }),
    expectedVersion: t.int(expectedVersion),
    suggestedIds: t.idList(suggestedIds),
  }),
})
const SetNotesInput = builder.inputType('SetNotesInput', {
  description: 'Input of `setNotes`.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    notes: t.string({ required: true, description: 'The whole text; at most 20,000 characters.' }),
    expectedNotesVersion: t.int({
      description: 'The `notesVersion` you last read: if the notes have changed since, nothing is written (CONFLICT).',
    }),
    expectedVersion: t.int({
      description:
        'Alternatively, the ticket’s version when you last read them: only later changes of the notes are a CONFLICT.',
    }),
  }),
})
const SetTypeInput = builder.inputType('SetTypeInput', {
  description: 'Input of `setTicketType`.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    type: t.field({ type: TicketType, required: true, description: 'The new type.' }),
    expectedVersion: t.int(expectedVersion),
  }),
})

const RenameTicketInput = builder.inputType('RenameTicketInput', {
  description: 'Input of `renameTicket`.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    subject: t.string({ required: true, description: 'The new subject; at most 200 characters.' }),
    expectedVersion: t.int(expectedVersion),
  }),
})

const input = <Ref>(type: Ref, description = 'The change.') => ({ type, required: true as const, description })

builder.mutationFields((t) => ({
  claim: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description:
      'Staff: claims a ticket. If several people claim it at once, one succeeds; the others get a CONFLICT that names that person.',
    args: { input: t.arg(input(TicketIdInput)) },
    resolve: (_root, { input }, context) =>
      change(input, async (id) => {
        const viewer = signedIn(context)
        await claim(viewer, { ...input, ticketId: id })
        await recordUse(id, agentsOf(input.suggestedIds), viewer.id)
      }),
  }),
  unclaim: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Staff: returns one of the viewer’s tickets to the queue; admins can return any ticket.',
    args: { input: t.arg(input(TicketIdInput)) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => unclaim(signedIn(context), { ...input, ticketId: id })),
  }),
  assign: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Staff: assigns a ticket to a staff member or a team, or unassigns it.',
    args: { input: t.arg(input(AssignInput)) },
    resolve: (_root, { input }, context) =>
      change(input, async (id) => {
        const agentId = agentOf(input.agentId)
        await assign(signedIn(context), { ...input, ticketId: id, agentId })
        if (agentId != null) await recordUse(id, agentsOf(input.suggestedIds), agentId)
      }),
  }),
  setNotes: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Staff: sets the private notes, which only staff can see.',
    args: { input: t.arg(input(SetNotesInput)) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => setNotes(signedIn(context), { ...input, ticketId: id })),
  }),
  setType: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Staff: sets the type of a ticket.',
    args: { input: t.arg(input(SetTypeInput)) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => setType(signedIn(context), { ...input, ticketId: id })),
  }),
  renameTicket: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Staff: gives a ticket another subject. Everyone who takes part sees it, and that it was renamed.',
    args: { input: t.arg(input(RenameTicketInput)) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => renameTicket(signedIn(context), { ...input, ticketId: id })),
  }),
}))

const UpdateTicketsInput = builder.inputType('UpdateTicketsInput', {
  description:
    'Input of `updateTickets`. Omitted fields do not change. At most 100 tickets; each succeeds or fails on its own.',
  fields: (t) => ({
    ticketIds: t.idList({ required: true, description: 'The tickets.' }),
    ...changeFields(t),
    macroId: macroField(t),
  }),
})

interface Result {
  ticketId: string
  ticket: TicketRow | null
  errors: Refusal[]
}

const UpdateTicketResult = builder.objectRef<Result>('UpdateTicketResult').implement({
  description: 'The result for one ticket.',
  fields: (t) => ({
    ticketId: t.exposeID('ticketId', { description: 'The id from the input.' }),
    ticket: t.field({
      type: Ticket,
      nullable: true,
      description: 'The current ticket; null if it was not changed.',
      resolve: ({ ticket }) => ticket,
    }),
    errors: t.field({
      type: [UserErrorRef],
      description: 'Why the ticket was not changed.',
      resolve: ({ errors }) => errors,
    }),
  }),
})

const UpdateTicketsPayload = payloadType<{ results: Result[] }>('UpdateTicketsPayload', 'The result for each ticket.')
builder.objectField(UpdateTicketsPayload, 'results', (t) =>
  t.field({
    type: [UpdateTicketResult],
    description: 'The results, in the order of the ids.',
    resolve: ({ results }) => results ?? [],
  }),
)

builder.mutationField('updateTickets', (t) =>
  t.field({
    type: UpdateTicketsPayload,
    authScopes: { signedIn: true },
    description: 'Staff: changes up to 100 tickets in one operation; each gets its own history entries.',
    args: { input: t.arg(input(UpdateTicketsInput)) },
    resolve: (_root, { input }, context, info): Promise<Payload<{ results: Result[] }>> =>
      answer(async () => {
        const { ticketIds, agentId, macroId, ...rest } = input
        const ids = ticketIds.map((id) => uuidOf(id, 'Ticket'))
        const change = { ...rest, agentId: agentOf(agentId) }
        const outcomes = await updateTickets(signedIn(context), ids, change)
        await recordBatch(change, outcomes)
        if (macroId != null) await countUse(signedIn(context), uuidOf(macroId, 'Macro'))
        const asked = selectedFields(info, ['results', 'ticket'])
        const tickets = asked.every((name) => STATE_FIELDS.has(name)) ? null : await readTickets(ids)
        const results = ticketIds.map((ticketId, index) => {
          const outcome = outcomes[index]!
          if ('problem' in outcome) return { ticketId, ticket: null, errors: [plain(outcome.problem)] }
          return { ticketId, ticket: tickets ? tickets[index]! : outcome.ticket, errors: [] }
        })
        return { results }
      }),
  }),
)

/** Decodes an `agentId`: undefined if omitted, null to unassign; an invalid id results in NOT_FOUND. */
export function agentOf(id: string | null | undefined): string | null | undefined {
  return id == null ? id : uuidOf(id, 'User')
}

const agentsOf = (ids: readonly string[] | null | undefined): string[] =>
  (ids ?? []).map((id) => uuidOf(id, 'User')).filter(isUuid)

function plain({ code, message, path }: Refusal): Refusal {
  return { code, message, path }
}

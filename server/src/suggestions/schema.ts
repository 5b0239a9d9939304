import { createContextCache } from '@pothos/core'
import DataLoader from 'dataloader'
import { builder } from '../graphql/builder.ts'
import type { Context } from '../graphql/context.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import type { TicketRow } from '../tickets/ticket.ts'
import { readPeople } from '../viewer/reads.ts'
import { User } from '../viewer/schema.ts'
import { canSeeSuggestions } from './policy.ts'
import { type AssignmentSuggestion as Suggestion, suggest } from './suggest.ts'

const MOST = 20

const AssignmentSuggestion = builder.objectRef<Suggestion>('AssignmentSuggestion').implement({
  description: 'A staff member who should take a ticket, and why.',
  fields: (t) => ({
    agent: t.loadable({
      type: User,
      description: 'The staff member.',
      load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
      resolve: ({ agentId }) => agentId,
    }),
    score: t.exposeFloat('score', { description: 'How well they fit, from 0 to 1.' }),
    reasons: t.exposeStringList('reasons', {
      description: 'The reasons: what they have resolved, their expertise, their availability and their load.',
    }),
  }),
})

const suggestions = createContextCache(
  ({ services: { suggestions: model, presence } }: Context) =>
    new DataLoader((ids: readonly string[]) => suggest({ model, isOnline: presence.isOnline }, ids)),
)

const first = { type: 'Int', defaultValue: 3, description: `The number of suggestions; at most ${MOST}.` } as const

/** What is suggested for a ticket; nothing for viewers who are not staff. */
async function suggestionsFor(ticket: TicketRow | string, context: Context) {
  const mayNot = context.identity === null || !canSeeSuggestions(context.identity as { role: 'agent' })
  const id = typeof ticket === 'string' ? ticket : ticket.id
  return (mayNot ? null : await suggestions(context).load(id)) ?? { agents: [], tags: [] }
}

const limited = <T>(items: T[], count: number | null | undefined): T[] =>
  items.slice(0, Math.min(MOST, Math.max(0, count ?? 3)))

builder.objectFields(Ticket, (t) => ({
  assignmentSuggestions: t.field({
    type: [AssignmentSuggestion],
    description: 'For staff: who should take the ticket, best first, with reasons. Empty if the viewer is not staff.',
    args: { first: t.arg(first) },
    resolve: async (ticket, args, context) => limited((await suggestionsFor(ticket, context)).agents, args.first),
  }),
  tagSuggestions: t.field({
    type: ['String'],
    description:
      'For staff: tags that the ticket probably should have, most probable first. Empty if the viewer is not staff.',
    args: { first: t.arg(first) },
    resolve: async (ticket, args, context) => limited((await suggestionsFor(ticket, context)).tags, args.first),
  }),
}))

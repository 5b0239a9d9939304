import { builder } from '../graphql/builder.ts'
import { type SuggestionFigures, suggestionFigures, suggestionsPerDay } from '../suggestions/figures.ts'
import type { Figures } from './figures.ts'
import { canSeeStaffFigures, whoseFigures } from './policy.ts'
import { Analytics } from './schema.ts'

type Day = SuggestionFigures & { day: string }
type Suggestions = SuggestionFigures & { figures: Figures; agentId: string | null }

const SuggestionDay = builder.objectRef<Day>('SuggestionDay').implement({
  description: 'The figures of suggestions on a day in the desk’s time zone.',
  fields: (t) => ({
    day: t.exposeString('day', { description: 'The date, as 2026-01-31.' }),
    shown: t.exposeInt('shown', { description: 'How often a ticket was assigned while agents were suggested.' }),
    accepted: t.exposeInt('accepted', { description: 'How often it was assigned to one of them.' }),
  }),
})

const Suggestions = builder.objectRef<Suggestions>('SuggestionFigures').implement({
  description:
    'How often suggested agents were chosen: for all tickets for admins, for tickets assigned to them for agents.',
  fields: (t) => ({
    shown: t.exposeInt('shown', { description: 'How often a ticket was assigned while agents were suggested.' }),
    accepted: t.exposeInt('accepted', { description: 'How often it was assigned to one of them.' }),
    perDay: t.field({
      type: [SuggestionDay],
      description: 'Each day of the period.',
      complexity: { field: 1, multiplier: 100 },
      resolve: async ({ figures, agentId }) => {
        const found = await suggestionsPerDay(figures.from, figures.to, agentId)
        return (await figures.days()).map((day) => ({ day, shown: 0, accepted: 0, ...found.get(day) }))
      },
    }),
  }),
})

builder.objectField(Analytics, 'suggestions', (t) =>
  t.field({
    type: Suggestions,
    nullable: true,
    description: 'Staff: how often suggested agents were chosen. Null for sellers.',
    resolve: async (figures, _args, { viewer }): Promise<Suggestions | null> => {
      if (!canSeeStaffFigures(viewer!)) return null
      const agentId = whoseFigures(viewer!)
      return { figures, agentId, ...(await suggestionFigures(figures.from, figures.to, agentId)) }
    },
  }),
)

import { builder } from '../graphql/builder.ts'
import { ratingComments, ratingFigures, ratingResponses, type ScoreFigures } from '../ratings/figures.ts'
import { type RatingRow, readRatings } from '../ratings/reads.ts'
import { Rating } from '../ratings/schema.rating.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { readPeople } from '../viewer/reads.ts'
import { User } from '../viewer/schema.ts'
import { canSeeStaffFigures, whoseFigures } from './policy.ts'
import { Analytics } from './schema.ts'

type Range = Parameters<typeof ratingFigures>[0]
type Satisfaction = ScoreFigures & { range: Range; byAgent: AgentScores[]; asked: number; answered: number }
type AgentScores = ScoreFigures & { agentId: string }
type Comment = Awaited<ReturnType<typeof ratingComments>>[number]

const satisfied = ({ distribution }: ScoreFigures): number => distribution[3]! + distribution[4]!

const AgentSatisfaction = builder.objectRef<AgentScores>('AgentSatisfaction').implement({
  description: 'The ratings of one agent.',
  fields: (t) => ({
    agent: t.loadable({
      type: User,
      description: 'The assignee of the tickets when they were rated.',
      load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
      resolve: ({ agentId }) => agentId,
    }),
    ratings: t.exposeInt('count', { description: 'The number of ratings.' }),
    average: t.exposeFloat('average', { nullable: true, description: 'Their average, from 1 (bad) to 5 (good).' }),
    satisfied: t.int({ description: 'How many of them are 4 or 5.', resolve: satisfied }),
  }),
})

const RatedTicket = builder.objectRef<Comment>('RatedTicket').implement({
  description: 'A rating with a comment, and what it is about.',
  fields: (t) => ({
    ticket: t.field({ type: Ticket, description: 'The ticket.', resolve: ({ ticketId }) => ticketId }),
    rating: t.loadable({
      type: Rating,
      description: 'The rating.',
      load: (ids: string[]) => readRatings(ids) as Promise<RatingRow[]>,
      resolve: ({ id }) => id,
    }),
    agent: t.loadable({
      type: User,
      nullable: true,
      description: 'The assignee when it was rated.',
      load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
      resolve: ({ agentId }) => agentId,
    }),
  }),
})

const Satisfaction = builder.objectRef<Satisfaction>('Satisfaction').implement({
  description: 'What requesters said of resolved tickets in a period: of all for admins, of their own for agents.',
  fields: (t) => ({
    asked: t.exposeInt('asked', { description: 'The number of requesters who were asked in the period.' }),
    answered: t.exposeInt('answered', { description: 'How many of these have rated since.' }),
    ratings: t.exposeInt('count', {
      description:
        'The number of ratings given in the period, also by requesters who were not asked or were asked earlier.',
    }),
    average: t.exposeFloat('average', {
      nullable: true,
      description: 'Their average, from 1 (bad) to 5 (good). Null without ratings.',
    }),
    satisfied: t.int({ description: 'How many of them are 4 or 5.', resolve: satisfied }),
    distribution: t.exposeIntList('distribution', { description: 'How many of them are 1, 2, 3, 4 and 5.' }),
    perAgent: t.field({
      type: [AgentSatisfaction],
      description: 'Each agent who was rated, most ratings first.',
      complexity: { field: 1, multiplier: 50 },
      resolve: ({ byAgent }) => byAgent,
    }),
    comments: t.field({
      type: [RatedTicket],
      description: 'The latest ratings with a comment; 50 at most.',
      complexity: { field: 1, multiplier: 50 },
      resolve: ({ range }) => ratingComments(range),
    }),
  }),
})

builder.objectField(Analytics, 'satisfaction', (t) =>
  t.field({
    type: Satisfaction,
    nullable: true,
    description: 'Staff: what requesters said. Null for sellers.',
    resolve: async ({ from, to }, _args, { viewer }): Promise<Satisfaction | null> => {
      if (!canSeeStaffFigures(viewer!)) return null
      const range = { from, to, agentId: whoseFigures(viewer!) }
      const [{ all, byAgent }, responses] = await Promise.all([ratingFigures(range), ratingResponses(range)])
      return { range, byAgent, ...all, ...responses }
    },
  }),
)

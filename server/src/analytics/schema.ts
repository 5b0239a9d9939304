import { builder } from '../graphql/builder.ts'
import type { Context } from '../graphql/context.ts'
import { fromNow } from '../live/feed.ts'
import { TagCount } from '../tickets/schema.ts'
import { type Breakdown, breakDown, type Dimension } from './breakdown.ts'
import { type FiguresChange, figuresFeed } from './feed.ts'
import { Figures, readTimeZone } from './figures.ts'
import { canSeeFigures } from './policy.ts'
import { AgentCount, AnalyticsRow, CLOCK, Percentiles } from './schema.rows.ts'

const AnalyticsDimension = builder.enumType('AnalyticsDimension', {
  description: 'What figures are broken down by.',
  values: {
    AGENT: {
      value: 'agent',
      description: 'The agent who answered or resolved; for created tickets and backlog, the assignee.',
    },
    TEAM: { value: 'team', description: 'The ticket’s team.' },
    TAG: { value: 'tag', description: 'The ticket’s tags: a ticket with two tags counts for both.' },
    TYPE: { value: 'type', description: 'The ticket’s type.' },
    SHOP: { value: 'shop', description: 'The shop that the ticket is about.' },
    HOUR: { value: 'hour', description: 'The hour of the week in the desk’s time zone.' },
  } as const,
})

interface Day {
  day: string
  figures: Figures
  created: number
  resolved: number
}

const DayCount = builder.objectRef<Day>('DayCount').implement({
  description: 'The figures of a day in the desk’s time zone.',
  fields: (t) => ({
    day: t.exposeString('day', { description: 'The date, as 2026-01-31.' }),
    created: t.exposeInt('created', { description: 'The number of tickets that were created.' }),
    resolved: t.exposeInt('resolved', { description: 'How often a ticket was resolved.' }),
    firstResponseSeconds: t.field({
      type: Percentiles,
      description: 'The time until the first response, of the tickets that were first answered on this day.',
      args: { clock: t.arg(CLOCK) },
      resolve: ({ figures, day }, { clock }) => figures.times('answered', clock, 'day', day),
    }),
    resolutionSeconds: t.field({
      type: Percentiles,
      description: 'The time from creation, of the tickets that were resolved on this day.',
      args: { clock: t.arg(CLOCK) },
      resolve: ({ figures, day }, { clock }) => figures.times('resolved', clock, 'day', day),
    }),
  }),
})

/** The figures of a period; schema.satisfaction.ts and schema.suggestions.ts add fields. */
export const Analytics = builder.objectRef<Figures>('Analytics')
Analytics.implement({
  description:
    'The figures of a period: of the whole desk for admins, their own for agents, those of their shops for sellers. docs/analytics.md defines them.',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'The start of the period.' }),
    to: t.expose('to', { type: 'DateTime', description: 'The end of the period, which is not part of it.' }),
    created: t.int({ description: 'The number of tickets that were created.', resolve: (f) => f.count('created') }),
    resolved: t.int({ description: 'How often a ticket was resolved or closed.', resolve: (f) => f.count('resolved') }),
    reopened: t.int({ description: 'How often a ticket was reopened.', resolve: (f) => f.count('reopened') }),
    backlog: t.int({
      description: 'The number of tickets that were open at the end of the period.',
      resolve: (f) => f.backlog(),
    }),
    firstResponseSeconds: t.field({
      type: Percentiles,
      description: 'The time until the first response, of the tickets that were first answered in the period.',
      args: { clock: t.arg(CLOCK) },
      resolve: (figures, { clock }) => figures.times('answered', clock),
    }),
    resolutionSeconds: t.field({
      type: Percentiles,
      description: 'The time from creation, of the tickets that were resolved in the period.',
      args: { clock: t.arg(CLOCK) },
      resolve: (figures, { clock }) => figures.times('resolved', clock),
    }),
    perDay: t.field({
      type: [DayCount],
      description: 'Each day of the period.',
      complexity: { field: 1, multiplier: 100 },
      resolve: async (figures) =>
        (await figures.perDay()).map(({ day, count }) => ({
          day,
          figures,
          created: count('created'),
          resolved: count('resolved'),
        })),
    }),
    perAgent: t.field({
      type: [AgentCount],
      description: 'Staff: each agent with figures in the period. Agents see themselves; empty for sellers.',
      complexity: { field: 1, multiplier: 50 },
      resolve: async (figures, _args, { viewer }) =>
        (await breakDown(viewer!, figures, 'agent')).filter(({ agent }) => agent !== null),
    }),
    perTag: t.field({
      type: [TagCount],
      description: 'Staff: the tags of the tickets that were created in the period. Empty for sellers.',
      resolve: async (figures, _args, { viewer }) =>
        (await breakDown(viewer!, figures, 'tag'))
          .filter(({ created }) => created > 0)
          .map(({ key, created }) => ({ tag: key, count: created })),
    }),
    breakdown: t.field({
      type: [AnalyticsRow],
      description:
        'The figures by one dimension, most first; 200 rows at most. By agent, team and tag it is empty for sellers.',
      args: { by: t.arg({ type: AnalyticsDimension, required: true, description: 'The dimension.' }) },
      complexity: { field: 1, multiplier: 50 },
      resolve: (figures, { by }, { viewer }): Promise<Breakdown[]> => breakDown(viewer!, figures, by as Dimension),
    }),
    previous: t.field({
      type: Analytics,
      description: 'The period of as many days before this one.',
      resolve: (figures) => figures.previous(),
    }),
  }),
})

const sees = ({ identity }: Context): boolean => identity !== null && canSeeFigures(identity as { role: 'agent' })

builder.queryFields((t) => ({
  analytics: t.field({
    type: Analytics,
    authScopes: (_root, _args, context) => sees(context),
    description: 'Staff and sellers: the figures of a period of at most 1,100 days.',
    args: {
      from: t.arg({ type: 'DateTime', required: true, description: 'The start of the period.' }),
      to: t.arg({ type: 'DateTime', required: true, description: 'Its end, which is not part of it.' }),
    },
    resolve: (_root, { from, to }) => new Figures({ from, to }),
  }),
  deskTimeZone: t.string({
    authScopes: { signedIn: true },
    description: 'The IANA name of the time zone whose days analytics counts.',
    resolve: () => readTimeZone(),
  }),
}))

const AnalyticsChange = builder.objectRef<FiguresChange>('AnalyticsChange').implement({
  description: 'Some figures that the viewer may see have changed.',
  fields: (t) => ({ at: t.expose('at', { type: 'DateTime', description: 'When this was noticed.' }) }),
})

builder.subscriptionField('analyticsChanged', (t) =>
  t.field({
    type: AnalyticsChange,
    authScopes: (_root, _args, context) => sees(context),
    description: 'Staff and sellers: tells that figures have changed. Starts from now.',
    subscribe: (_root, _args, { identity }) => fromNow(figuresFeed(identity!), identity!),
    resolve: (change) => change as unknown as FiguresChange,
  }),
)

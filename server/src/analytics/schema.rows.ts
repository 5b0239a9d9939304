import { builder } from '../graphql/builder.ts'
import { readPeople } from '../viewer/reads.ts'
import { Seller, User } from '../viewer/schema.ts'
import type { Breakdown } from './breakdown.ts'
import type { Percentiles as Times } from './figures.ts'
import { readShops } from '../viewer/reads.ts'

const AnalyticsClock = builder.enumType('AnalyticsClock', {
  description: 'How times are measured.',
  values: {
    WALL: { value: 'wall', description: 'By the clock on the wall.' },
    WORKING: { value: 'working', description: 'Within the working hours of the agent who answered or resolved.' },
  } as const,
})

/** The argument that chooses how times are measured. */
export const CLOCK = {
  type: AnalyticsClock,
  required: true,
  defaultValue: 'wall',
  description: 'How it is measured.',
} as const

/** Median and 90th percentile. */
export const Percentiles = builder.objectRef<Times>('Percentiles').implement({
  description: 'Median and 90th percentile, in seconds. Null where nothing was measured.',
  fields: (t) => ({
    p50: t.exposeFloat('p50', { nullable: true, description: 'The median.' }),
    p90: t.exposeFloat('p90', { nullable: true, description: 'The 90th percentile.' }),
  }),
})

/** The figures of one agent, team, tag, type, shop or hour of the week. */
export const AnalyticsRow = builder.objectRef<Breakdown>('AnalyticsRow').implement({
  description: 'The figures of one agent, team, tag, type, shop or hour of the week.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description: 'What it is about: a team, a tag, a type, an hour (`1-13` is Monday from 13:00), or an opaque id.',
    }),
    agent: t.loadable({
      type: User,
      nullable: true,
      description: 'By agent: the agent. Null if they no longer exist.',
      load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
      resolve: ({ agent }) => agent,
    }),
    shop: t.loadable({
      type: Seller,
      nullable: true,
      description: 'By shop: the shop. Null if it no longer exists.',
      load: (ids: string[]) => readShops(ids) as Promise<never[]>,
      resolve: ({ shop }) => shop,
    }),
    created: t.exposeInt('created', { description: 'The number of tickets that were created.' }),
    resolved: t.exposeInt('resolved', { description: 'How often a ticket was resolved.' }),
    reopened: t.exposeInt('reopened', { description: 'How often a ticket was reopened.' }),
    backlog: t.exposeInt('backlog', {
      nullable: true,
      description: 'The number of tickets that were open at the end of the period. Null by hour.',
    }),
    firstResponseSeconds: t.field({
      type: Percentiles,
      description: 'The time until the first response.',
      args: { clock: t.arg(CLOCK) },
      resolve: ({ times }, { clock }) => times('answered', clock),
    }),
    resolutionSeconds: t.field({
      type: Percentiles,
      description: 'The time from creation until it was resolved.',
      args: { clock: t.arg(CLOCK) },
      resolve: ({ times }, { clock }) => times('resolved', clock),
    }),
  }),
})

/** The figures of one agent. */
export const AgentCount = builder.objectRef<Breakdown>('AgentCount').implement({
  description: 'The figures of one agent.',
  fields: (t) => ({
    agent: t.loadable({
      type: User,
      description: 'The agent.',
      load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
      resolve: ({ agent }) => agent!,
    }),
    resolved: t.exposeInt('resolved', { description: 'How often they resolved a ticket.' }),
    firstResponseSeconds: t.field({
      type: Percentiles,
      description: 'The time until the first response, of the tickets that they answered first.',
      args: { clock: t.arg(CLOCK) },
      resolve: ({ times }, { clock }) => times('answered', clock),
    }),
  }),
})

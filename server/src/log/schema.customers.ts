import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { connectionType } from '../graphql/connectionType.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { pageCursor, pageOf } from '../platform/page.ts'
import { snippetOf } from '../tickets/snippet.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { type PlacedEntry, readCustomerTimeline } from './customerTimeline.ts'
import { TimelineEntry } from './schema.kinds.ts'

const CustomerMoment = builder.objectRef<PlacedEntry>('CustomerMoment').implement({
  description: 'One thing that happened with a person, in one of their tickets.',
  fields: (t) => ({
    ticket: t.field({ type: Ticket, description: 'The ticket.', resolve: ({ ticketId }) => ticketId }),
    entry: t.field({ type: TimelineEntry, description: 'What happened.', resolve: (entry) => entry }),
    excerpt: t.string({
      nullable: true,
      description: 'Of a message or note that is not deleted: its beginning, on one line.',
      resolve: ({ message }) => snippetOf(message?.body) || null,
    }),
  }),
})

const CustomerTimelineConnection = connectionType<PlacedEntry>('CustomerTimeline', CustomerMoment, 'what happened')

builder.queryField('customerTimeline', (t) =>
  t.field({
    type: CustomerTimelineConnection,
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'Everything with a person, newest first: tickets, messages, notes, sessions, ratings, disputes and changes of status in all tickets that they requested or took part in, as far as the viewer may read them. Null if the viewer is not staff.',
    args: {
      userId: t.arg.id({ required: true, description: 'The person.' }),
      first: t.arg.int({ description: 'The number of items from the start; 25 by default, 100 at most.' }),
      after: t.arg.string({ description: 'After this edge’s cursor.' }),
    },
    complexity: ({ first }) => ({ field: 1, multiplier: Math.min(100, first ?? 25) }),
    resolve: async (_root, { userId, ...page }, { identity }) => {
      if (!identity || !isStaffRole(identity.role)) return null
      const asked = pageOf(page, 2)
      const id = uuidOf(userId, 'User')
      const found = id
        ? await readCustomerTimeline(id, asked)
        : { nodes: [], hasNextPage: false, hasPreviousPage: false }
      return connectionOf(found, ({ place }) => pageCursor(...place))
    },
  }),
)

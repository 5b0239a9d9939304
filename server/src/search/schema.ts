import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { connectionType } from '../graphql/connectionType.ts'
import { Message } from '../messages/schema.ts'
import { pageCursor, pageOf } from '../platform/page.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { PARTS, partsOf } from './position.ts'
import { type Hit, search } from './search.ts'

const SearchHit = builder.objectRef<Hit>('SearchHit').implement({
  description: 'A ticket, and the message in it that matched.',
  fields: (t) => ({
    ticket: t.field({ type: Ticket, description: 'The ticket.', resolve: ({ ticketId }) => ticketId }),
    message: t.field({
      type: Message,
      nullable: true,
      description: 'The message; null if the subject, the number, a tag, a person or the private notes matched.',
      resolve: ({ message }) => message,
    }),
    excerpt: t.exposeString('excerpt', {
      description: 'The text around the match as plain text, never HTML, with the matches between U+0002 and U+0003.',
    }),
  }),
})

const SearchConnection = connectionType<Hit>('Search', SearchHit, 'search results')

builder.queryField('search', (t) =>
  t.field({
    type: SearchConnection,
    authScopes: { signedIn: true },
    description: `Searches the messages, subjects, numbers, tags, file names and people of the tickets the viewer can see; for staff also notes.
Relevant and recent hits first; the hits of one ticket are adjacent.`,
    args: {
      query: t.arg.string({
        required: true,
        description:
          'Words, “quotations”, `-word`, `or`, and the filters `from:`, `assignee:`, `tag:`, `is:`, `in:`, `before:` and `after:`; at most 1,000 characters.',
      }),
      first: t.arg.int({ description: 'The number of items from the start; 25 by default, 100 at most.' }),
      after: t.arg.string({ description: 'After this edge’s cursor.' }),
    },
    complexity: ({ first }) => ({ field: 5, multiplier: Math.min(100, first ?? 25) }),
    resolve: async (_root, { query, ...page }) =>
      connectionOf(await search(query, pageOf(page, PARTS)), ({ position }) => pageCursor(...partsOf(position))),
  }),
)

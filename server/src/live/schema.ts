import { builder } from '../graphql/builder.ts'
import { Reset } from './feed.ts'

/** What a feed delivers in place of what it cannot replay. */
export const FeedReset = builder.objectType(Reset, {
  name: 'FeedReset',
  description:
    'What was missed cannot be replayed: load afresh, and subscribe from the new cursor. Nothing follows it.',
  fields: (t) => ({
    reason: t.exposeString('reason', {
      description:
        'MALFORMED_CURSOR, FOREIGN_CURSOR, OTHER_EPOCH, FUTURE_CURSOR or EXPIRED_CURSOR (docs/live-updates.md).',
    }),
  }),
})

import { builder } from '../graphql/builder.ts'
import { Reset } from './feed.ts'

/** What a feed delivers in place of what it cannot replay. */
export const FeedReset = builder.objectType(Reset, {
  name: 'FeedReset',
  description:
    'Missed events cannot be replayed: load again and subscribe from the new cursor. The feed then completes.',
  fields: (t) => ({
    reason: t.exposeString('reason', {
      description:
        'MALFORMED_CURSOR, FOREIGN_CURSOR, OTHER_EPOCH, FUTURE_CURSOR or EXPIRED_CURSOR (docs/live-updates.md).',
    }),
  }),
})

import { builder } from '../graphql/builder.ts'
import { Reset } from './feed.ts'

/** Delivered instead of events that cannot be replayed. */
export const FeedReset = builder.objectType(Reset, {
  name: 'FeedReset',
  description: 'Missed events cannot be replayed: reload and subscribe from the new cursor. The feed then completes.',
  fields: (t) => ({
    reason: t.exposeString('reason', {
      description:
        'MALFORMED_CURSOR, FOREIGN_CURSOR, OTHER_EPOCH, OTHER_HISTORY, FUTURE_CURSOR, EXPIRED_CURSOR or ACCESS_CHANGED (docs/live-updates.md).',
    }),
  }),
})

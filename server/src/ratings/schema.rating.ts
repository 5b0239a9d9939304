import { builder } from '../graphql/builder.ts'
import type { RatingRow } from './reads.ts'

/** A rating; imported by the log's schema, which this must not import. */
export const Rating = builder.objectRef<RatingRow>('Rating').implement({
  description: 'What the requester said of a ticket after it was resolved.',
  fields: (t) => ({
    score: t.exposeInt('score', { description: '1 (bad) to 5 (good).' }),
    comment: t.exposeString('comment', { nullable: true, description: 'What the requester added.' }),
    ratedAt: t.expose('ratedAt', { type: 'DateTime', description: 'When the ticket was first rated.' }),
    isCurrent: t.exposeBoolean('isCurrent', {
      description: 'Whether it is about the last resolution; false if the ticket was reopened since.',
    }),
  }),
})

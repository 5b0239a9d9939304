import { SessionChange, SessionOutcome, SessionResponse } from '../sessions/schema.enums.ts'
import { Session } from '../sessions/schema.ts'
import { builder } from '../graphql/builder.ts'
import { entryType } from './schema.kinds.ts'

builder.objectFields(entryType('SessionEntry', 'Something happened to a session.'), (t) => ({
  session: t.field({
    type: Session,
    description: 'The session as it is now.',
    resolve: ({ data }) => data.sessionId,
  }),
  change: t.field({ type: SessionChange, description: 'What happened.', resolve: ({ kind }) => kind as never }),
  response: t.field({
    type: SessionResponse,
    nullable: true,
    description: 'With RESPONDED: the answer.',
    resolve: ({ data }) => ('response' in data ? data.response : null),
  }),
  outcome: t.field({
    type: SessionOutcome,
    nullable: true,
    description: 'With ENDED: the outcome.',
    resolve: ({ data }) => ('outcome' in data ? data.outcome : null),
  }),
  movedTo: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'With MOVED: the new start. With RESPONDED: the proposed start.',
    resolve: ({ data }) =>
      'to' in data ? data.to : 'proposedStartsAt' in data ? (data.proposedStartsAt ?? null) : null,
  }),
}))

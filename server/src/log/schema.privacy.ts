import { builder } from '../graphql/builder.ts'
import { entryType } from './schema.kinds.ts'

builder.objectFields(
  entryType('ConfidentialEntry', 'Staff only: the ticket became confidential, or is no longer.'),
  (t) => ({
    confidential: t.boolean({
      description: 'Whether it became confidential.',
      resolve: ({ data }) => data.confidential,
    }),
  }),
)
builder.objectFields(entryType('EmergencyAccessEntry', 'An admin asked for access to this private ticket.'), (t) => ({
  reason: t.string({ description: 'The reason that the admin gave.', resolve: ({ data }) => data.reason }),
  expiresAt: t.field({
    type: 'DateTime',
    description: 'When the access ends.',
    resolve: ({ data }) => new Date(data.expiresAt),
  }),
}))
builder.objectFields(entryType('LegalHoldEntry', 'Staff only: a legal hold was set or lifted.'), (t) => ({
  held: t.boolean({ description: 'Whether it was set.', resolve: ({ kind }) => kind === 'legal_hold_set' }),
}))

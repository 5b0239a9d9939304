import { builder } from '../graphql/builder.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { pageOf } from '../platform/page.ts'
import { readSessionsOf } from './reads.ts'
import { Session } from './schema.ts'

builder.queryField('customerSessions', (t) =>
  t.field({
    type: [Session],
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'The sessions in a person’s tickets and those that they are invited to: the coming ones, soonest first, then the past ones, latest first. Null if the viewer is not staff.',
    args: {
      userId: t.arg.id({ required: true, description: 'The person.' }),
      first: t.arg.int({ description: 'How many; 25 by default, 100 at most.' }),
    },
    complexity: ({ first }) => ({ field: 1, multiplier: Math.min(100, first ?? 25) }),
    resolve: async (_root, { userId, first }, { identity }) => {
      if (!identity || !isStaffRole(identity.role)) return null
      const { limit } = pageOf({ first }, 1)
      const id = uuidOf(userId, 'User')
      return id ? readSessionsOf(id, limit) : []
    },
  }),
)

import SchemaBuilder from '@pothos/core'
import ComplexityPlugin from '@pothos/plugin-complexity'
import DataloaderPlugin from '@pothos/plugin-dataloader'
import PrismaPlugin from '@pothos/plugin-prisma'
import RelayPlugin from '@pothos/plugin-relay'
import ScopeAuthPlugin from '@pothos/plugin-scope-auth'
import type PrismaTypes from '../generated/pothos.ts'
import { getDatamodel } from '../generated/pothos.ts'
import { prisma } from '../platform/database/prisma.ts'
import { noteDenial } from '../platform/requestScope.ts'
import { RequestError } from '../platform/userError.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import type { Context } from './context.ts'
import { COMPLEXITY } from './limits.ts'

/** The one schema builder. Every feature's schema.ts adds to it. */
export const builder = new SchemaBuilder<{
  Context: Context
  PrismaTypes: PrismaTypes
  DefaultFieldNullability: false
  AuthScopes: { signedIn: boolean; staff: boolean; admin: boolean }
  Scalars: {
    ID: { Input: string; Output: string }
    DateTime: { Input: Date; Output: Date | string }
    Cursor: { Input: string; Output: string }
  }
  Connection: Record<string, unknown>
}>({
  plugins: [ScopeAuthPlugin, RelayPlugin, DataloaderPlugin, PrismaPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  scopeAuth: {
    // Checked when subscribing, not at the first delivery: whoever may not subscribe gets an error immediately.
    authorizeOnSubscribe: true,
    // A class of viewers has an identity and no viewer: fields ask the identity.
    authScopes: ({ identity }) => ({
      signedIn: identity !== null,
      staff: identity !== null && isStaffRole(identity.role),
      admin: identity?.role === 'admin',
    }),
    unauthorizedError: (_parent, { identity }) => {
      if (identity === null) return new RequestError('UNAUTHENTICATED', 'Sign in first.')
      noteDenial('FORBIDDEN')
      return new RequestError('BAD_USER_INPUT', 'Your role does not allow this.')
    },
  },
  relay: {
    clientMutationId: 'omit',
    cursorType: 'String',
    nodesQueryOptions: false,
    nodeQueryOptions: false,
    nodeTypeOptions: { description: 'Anything that can be found by its id alone.' },
    idFieldOptions: { description: 'Global id.' },
    pageInfoTypeOptions: { description: 'Information about a page of a list.' },
    hasNextPageFieldOptions: { description: 'Whether there is more after it.' },
    hasPreviousPageFieldOptions: { description: 'Whether there is more before it.' },
    startCursorFieldOptions: { description: 'The cursor of its first edge.' },
    endCursorFieldOptions: { description: 'The cursor of its last edge.' },
    cursorFieldOptions: { description: 'The cursor of this item, for `after` or `before`.' },
    nodeFieldOptions: { description: 'The item.', nullable: false },
    pageInfoFieldOptions: { description: 'Whether there is more.' },
    edgesFieldOptions: {
      description: 'In order.',
      // The connection field has counted its page already.
      complexity: { field: 1, multiplier: 1 },
    },
  },
  prisma: { client: prisma, dmmf: getDatamodel(), onUnusedQuery: null },
  complexity: {
    defaultComplexity: 1,
    defaultListMultiplier: 10,
    limit: COMPLEXITY,
    complexityError: (kind) =>
      new RequestError('QUERY_TOO_COMPLEX', `The query is too complex: its ${kind} is beyond the limit.`),
  },
})

builder.queryType({ description: 'All queries.' })
builder.mutationType({
  description: 'All mutations. Each takes one `input` and returns a payload with `errors`.',
})
builder.subscriptionType({ description: 'All subscriptions.' })

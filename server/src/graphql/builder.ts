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

/** The only schema builder. The schema.ts of each feature adds to it. */
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
    // Checked when subscribing and not at the first delivery, so that forbidden subscriptions fail immediately.
    authorizeOnSubscribe: true,
    // A class of viewers has an identity but no viewer: fields check the identity.
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
    nodeTypeOptions: { description: 'An object with a global id.' },
    idFieldOptions: { description: 'Global id.' },
    pageInfoTypeOptions: { description: 'Information about a page of a list.' },
    hasNextPageFieldOptions: { description: 'Whether there are more items after this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether there are more items before this page.' },
    startCursorFieldOptions: { description: 'The cursor of the first edge.' },
    endCursorFieldOptions: { description: 'The cursor of the last edge.' },
    cursorFieldOptions: { description: 'The cursor of this item, for `after` or `before`.' },
    nodeFieldOptions: { description: 'The item.', nullable: false },
    pageInfoFieldOptions: { description: 'Information about the page.' },
    edgesFieldOptions: {
      description: 'The items of the page, in order.',
      // The connection field has already counted its page.
      complexity: { field: 1, multiplier: 1 },
    },
  },
  prisma: { client: prisma, dmmf: getDatamodel(), onUnusedQuery: null },
  complexity: {
    defaultComplexity: 1,
    defaultListMultiplier: 10,
    limit: ({ isCosted }) => (isCosted ? {} : COMPLEXITY),
    complexityError: (kind) =>
      new RequestError('QUERY_TOO_COMPLEX', `The query is too complex: its ${kind} is beyond the limit.`),
  },
})

builder.queryType({ description: 'All queries.' })
builder.mutationType({
  description: 'All mutations. Each takes one `input` and returns a payload with `errors`.',
})
builder.subscriptionType({ description: 'All subscriptions.' })

import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases'
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth'
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives'
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens'
import type { GraphQLSchema } from 'graphql'
import { createYoga } from 'graphql-yoga'
import type { AuditWriter } from '../audit/auditWriter.ts'
import type { Live } from '../live/live.ts'
import type { Logger } from '../platform/log.ts'
import { currentRequestId } from '../platform/requestScope.ts'
import type { Viewer } from '../viewer/viewer.ts'
import type { Context, Services } from './context.ts'
import { presentError } from './errors.ts'
import { EXAMPLE_OPERATIONS } from './examples.ts'
import { MAX_ALIASES, MAX_DEPTH, MAX_DIRECTIVES, MAX_TOKENS } from './limits.ts'
import { useDenials } from './useDenials.ts'
import { useLive } from './useLive.ts'
import { useOperation } from './useOperation.ts'
import { useShownErrors } from './useShownErrors.ts'
import { useTurns } from './useTurns.ts'

/** What the HTTP and WebSocket servers hand over with each request. */
interface RequestContext {
  viewer: Viewer | null
  requestId: string
  socket?: Context['socket']
}

interface Deps {
  schema: GraphQLSchema
  services: Services
  live: Live
  audit: AuditWriter
  log: Logger
  graphiql: boolean
  /** Whether people and tickets wait for their turn, and people follow no more than they may. */
  limited: boolean
}

/** The GraphQL server: the same plugins serve HTTP, server-sent events and WebSockets. */
export function createGraphql({ schema, services, live, audit, log, graphiql, limited }: Deps) {
  // The limits' own messages tell how much is too much, and nothing else.
  const limit = { propagateOnRejection: true }
  return createYoga<RequestContext, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    batching: false,
    cors: false,
    multipart: false,
    // The port's handler wants a stated length and refuses what is longer (http.ts); Yoga would count once more, in a stream.
    maxRequestBodySize: false,
    logging: false,
    // From the package itself: Yoga's own page loads its script from elsewhere. Large, and rarely asked for.
    renderGraphiQL: async (options) => (await import('@graphql-yoga/render-graphiql')).renderGraphiQL(options),
    graphiql: graphiql && { title: 'Parley', subscriptionsProtocol: 'WS', defaultQuery: EXAMPLE_OPERATIONS },
    context: ({ viewer, requestId, socket, params }) => ({
      viewer,
      identity: viewer && { role: viewer.role, userId: viewer.id },
      services,
      requestId,
      ...(socket && { socket }),
      tellsFollowed: params?.extensions?.['followed'] === true,
    }),
    maskedErrors: { maskError: (error) => presentError(error, currentRequestId(), log) },
    plugins: [
      maxTokensPlugin({ n: MAX_TOKENS, ...limit }),
      maxDepthPlugin({ n: MAX_DEPTH, ...limit }),
      maxAliasesPlugin({ n: MAX_ALIASES, allowList: [], ...limit }),
      maxDirectivesPlugin({ n: MAX_DIRECTIVES, ...limit }),
      useShownErrors(log),
      useDenials(audit),
      useOperation(services.pools, log),
      // After it, and so around it.
      ...(limited ? [useTurns(services.pools, log)] : []),
      useLive(live, services.pools, log, limited),
    ],
  })
}

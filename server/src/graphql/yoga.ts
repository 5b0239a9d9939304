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
import type { DirectAnswers } from '../statements/answers.ts'
import type { ReplyAnswers } from '../statements/replies.ts'
import type { Viewer } from '../viewer/viewer.ts'
import type { Context, Services } from './context.ts'
import { presentError } from './errors.ts'
import { EXAMPLE_OPERATIONS } from './examples.ts'
import { MAX_ALIASES, MAX_DEPTH, MAX_DIRECTIVES, MAX_TOKENS } from './limits.ts'
import { useDirectAnswers } from './useDirectAnswers.ts'
import { useDenials } from './useDenials.ts'
import { useLive } from './useLive.ts'
import { useMeasurement } from './useMeasurement.ts'
import { useOperation } from './useOperation.ts'
import { useRetryAfter } from './useRetryAfter.ts'
import { useShownErrors } from './useShownErrors.ts'
import { useTokenScopes } from './useTokenScopes.ts'
import type { TrustedDocuments } from './trustedDocuments.ts'
import { useTrustedDocuments } from './useTrustedDocuments.ts'
import { useTurns } from './useTurns.ts'

/** Passed with each request by the HTTP and WebSocket servers. */
interface RequestContext {
  viewer: Viewer | null
  requestId: string
  setHeader?: Context['setHeader']
  isAbandoned?: Context['isAbandoned']
  socket?: Context['socket']
}

interface Deps {
  schema: GraphQLSchema
  services: Services
  live: Live
  documents: TrustedDocuments
  direct: DirectAnswers
  replies: ReplyAnswers
  audit: AuditWriter
  log: Logger
  graphiql: boolean
  /** Whether operations are counted, and queued per person and ticket, and subscriptions per person are limited. */
  limited: boolean
}

/** The GraphQL server: the same plugins serve HTTP, server-sent events and WebSockets. */
export function createGraphql({
  schema,
  services,
  live,
  documents,
  direct,
  replies,
  audit,
  log,
  graphiql,
  limited,
}: Deps) {
  // The limits' own messages state only the limit.
  const limit = { propagateOnRejection: true }
  return createYoga<RequestContext, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    batching: false,
    cors: false,
    multipart: false,
    // The HTTP handler requires a content length and rejects longer bodies (http.ts); Yoga would count again in a stream.
    maxRequestBodySize: false,
    logging: false,
    // From the package itself: Yoga's own page loads its script from a CDN. It is large and rarely requested.
    renderGraphiQL: async (options) => (await import('@graphql-yoga/render-graphiql')).renderGraphiQL(options),
    graphiql: graphiql && { title: 'Parley', subscriptionsProtocol: 'WS', defaultQuery: EXAMPLE_OPERATIONS },
    context: ({ viewer, requestId, setHeader, isAbandoned, socket, params }) => ({
      viewer,
      identity: viewer && { role: viewer.role, userId: viewer.id },
      services,
      requestId,
      ...(setHeader && { setHeader }),
      ...(isAbandoned && { isAbandoned }),
      ...(socket && { socket }),
      isCosted: documents.isCosted(params),
      tellsFollowed: params?.extensions?.['followed'] === true,
    }),
    maskedErrors: { maskError: (error) => presentError(error, currentRequestId(), log) },
    plugins: [
      useTrustedDocuments(documents),
      maxTokensPlugin({ n: MAX_TOKENS, ...limit }),
      maxDepthPlugin({ n: MAX_DEPTH, ...limit }),
      maxAliasesPlugin({ n: MAX_ALIASES, allowList: [], ...limit }),
      maxDirectivesPlugin({ n: MAX_DIRECTIVES, ...limit }),
      useShownErrors(log),
      useDenials(audit),
      useTokenScopes(log),
      useRetryAfter(),
      useDirectAnswers(direct, replies),
      // After it, so that both ways run within the operation.
      useOperation(services.pools, log),
      // After it, so that it wraps it.
      ...(limited ? [useTurns(services, log)] : []),
      useLive(live, services.pools, log, limited),
      useMeasurement(),
    ],
  })
}

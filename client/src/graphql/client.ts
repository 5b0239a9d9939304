import { Client, fetchExchange, mapExchange, subscriptionExchange } from '@urql/core'
import { authExchange } from '@urql/exchange-auth'
import { cacheExchange } from '@urql/exchange-graphcache'
import { retryExchange } from '@urql/exchange-retry'
import type { FeatureCache } from './cache.ts'
import { isPassing, isUnauthenticated } from './errors.ts'
import { FollowedFeeds } from './followed.ts'
import schema from './introspection.ts'
import { liveVariables } from './liveSubscription.ts'
import { askForSignIn } from './signInNeed.ts'
import { createSocket } from './socket.ts'

type Options = {
  cache: FeatureCache
  /** Where the API is; the page's own origin by default. */
  origin?: string
  /** The live socket was refused: find out whether anybody is still signed in. */
  onForbidden: () => void
}

/** The urql client: normalised cache, sign-in over the page, retries for reads, one resuming socket for the rest. */
export const createGraphClient = ({
  cache: { told = {}, ...cache },
  origin = location.origin,
  onForbidden,
}: Options): Client => {
  const socket = createSocket(`${origin.replace(/^http/, 'ws')}/graphql`, onForbidden)
  const feeds = new FollowedFeeds(told)
  return new Client({
    url: `${origin}/graphql`,
    fetchOptions: { credentials: 'same-origin' },
    preferGetMethod: false,
    exchanges: [
      feeds.exchange,
      cacheExchange({ schema, ...cache }),
      // An operation refused a second time is handed on, so ask again here; everything else waits in authExchange.
      mapExchange({ onError: (error) => void (isUnauthenticated(error) && askForSignIn()) }),
      authExchange(async () => ({
        addAuthToOperation: (operation) => operation,
        didAuthError: isUnauthenticated,
        refreshAuth: askForSignIn,
      })),
      // Writes are not repeated here: a message's retry belongs to the outbox, which knows what is safe.
      retryExchange({
        initialDelayMs: 500,
        maxDelayMs: 8_000,
        maxNumberAttempts: 3,
        randomDelay: true,
        retryIf: (error, operation) => operation.kind === 'query' && isPassing(error),
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables, extensions }, operation) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe(
              {
                query: query ?? '',
                extensions: feeds.tells(operation) ? { ...extensions, followed: true } : extensions,
                // A getter: graphql-ws reads it again at every (re)connect.
                get variables() {
                  return liveVariables(variables, operation.context) as Record<string, unknown>
                },
              },
              {
                ...sink,
                next: (result) => {
                  if ((result.extensions as { followed?: true } | undefined)?.followed) feeds.followed(operation)
                  // graphql-ws types its results a little wider than urql does.
                  else sink.next(result as Parameters<typeof sink.next>[0])
                },
              },
            ),
          }),
        }),
      }),
    ],
  })
}

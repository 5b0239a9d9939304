import { Client, fetchExchange, mapExchange, subscriptionExchange } from '@urql/core'
import { authExchange } from '@urql/exchange-auth'
import { cacheExchange } from '@urql/exchange-graphcache'
import { retryExchange } from '@urql/exchange-retry'
import type { FeatureCache } from './cache.ts'
import { actAs, viewerHeaders } from './actingViewer.ts'
import { isPassing, isUnauthenticated, isViewerMismatch } from './errors.ts'
import { FollowedFeeds } from './followed.ts'
import schema from './introspection.ts'
import { liveVariables } from './liveSubscription.ts'
import { askForSignIn, whenSignedIn } from './signInNeed.ts'
import { createSocket } from './socket.ts'

type Options = {
  cache: FeatureCache
  /** Where the API is; the page's own origin by default. */
  origin?: string
  /** A request or the live socket was refused: finds out who is signed in, and asks the person where need be. */
  checkViewer: () => Promise<void>
}

type Answer = { viewer?: { id?: string } | null } | null | undefined

/** The urql client: normalised cache, sign-in over the page, retries for reads, one resuming socket for the rest. */
export const createGraphClient = ({
  cache: { told = {}, ...cache },
  origin = location.origin,
  checkViewer,
}: Options): Client => {
  const socket = createSocket(`${origin.replace(/^http/, 'ws')}/graphql`, () => void checkViewer())
  const feeds = new FollowedFeeds(told)
  return new Client({
    url: `${origin}/graphql`,
    fetchOptions: () => ({ credentials: 'same-origin', headers: viewerHeaders() }),
    preferGetMethod: false,
    exchanges: [
      feeds.exchange,
      cacheExchange({ schema, ...cache }),
      // An operation refused a second time is handed on, so ask again here; everything else waits in authExchange.
      mapExchange({
        onError: (error) => {
          if (isUnauthenticated(error)) void askForSignIn()
          if (isViewerMismatch(error)) void checkViewer()
        },
      }),
      authExchange(async () => ({
        addAuthToOperation: (operation) => operation,
        didAuthError: (error) => isUnauthenticated(error) || isViewerMismatch(error),
        refreshAuth: async () => {
          await checkViewer()
          await whenSignedIn()
        },
      })),
      mapExchange({ onResult: ({ data }) => actAs((data as Answer)?.viewer?.id) }),
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

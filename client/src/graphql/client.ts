import { Client, fetchExchange, mapExchange, subscriptionExchange, type SubscriptionForwarder } from '@urql/core'
import { authExchange } from '@urql/exchange-auth'
import { cacheExchange } from '@urql/exchange-graphcache'
import type { FeatureCache } from './cache.ts'
import { actAs, viewerHeaders } from './actingViewer.ts'
import { earlyFetch } from './earlyFetch.ts'
import { earlyLists } from './earlyLists.ts'
import { isUnauthenticated, isViewerMismatch } from './errors.ts'
import { FollowedFeeds } from './followedFeeds.ts'
import schema from './introspection.ts'
import { KeptAnswers, refreshWithNetwork } from './keptAnswers.ts'
import { LateAnswers } from './lateAnswers.ts'
import { liveVariables } from './liveSubscription.ts'
import { OlderAnswers } from './olderAnswers.ts'
import { keptStore, waitingStore } from './offlineStores.ts'
import { retries } from './retries.ts'
import { askForSignIn, whenSignedIn } from './signInNeed.ts'
import { createSocket } from './socket.ts'
import { trustedDocuments, wholeOperation } from './trustedDocuments.ts'
import { useWaiting } from './waiting.ts'
import { wakeWithNetwork, WaitingExchange } from './waitingExchange.ts'

type Options = {
  cache: FeatureCache
  /** The queries whose answers are kept for a page without a network. */
  keptQueries: readonly string[]
  /** The query of the list that a page opens with. */
  firstList: string
  /** Where the API is; the page's own origin by default. */
  origin?: string
  /** After a rejected request or socket: checks who is signed in, and asks for sign-in if needed. */
  checkViewer: () => Promise<void>
  /** The server rejects this page's operations, because it is of another version. */
  onOutdated: () => void
}

type Answer = { viewer?: { id?: string } | null } | null | undefined

/** The urql client: normalised cache, sign-in over the page, retries for reads, one resuming socket for the rest. */
export const createGraphClient = ({
  cache: { feedQueries = {}, updates = {}, ...cache },
  keptQueries,
  firstList,
  origin = location.origin,
  checkViewer,
  onOutdated,
}: Options): Client => {
  const socket = createSocket(`${origin.replace(/^http/, 'ws')}/graphql`, () => void checkViewer())
  const feeds = new FollowedFeeds(feedQueries)
  const late = new LateAnswers()
  const kept = new KeptAnswers(keptQueries, keptStore())
  refreshWithNetwork(kept)
  const waiting = new WaitingExchange(async (network) => {
    const { WaitingChanges } = await import('./waitingChanges.ts')
    return new WaitingChanges(network, waitingStore())
  })
  wakeWithNetwork(waiting)
  useWaiting.setState({ wake: () => void waiting.wake() })
  return new Client({
    url: `${origin}/graphql`,
    fetchOptions: () => ({ credentials: 'same-origin', headers: viewerHeaders() }),
    preferGetMethod: false,
    fetch: earlyFetch,
    exchanges: [
      feeds.exchange,
      cacheExchange({ schema, ...cache, updates: late.watching(updates) }),
      waiting.exchange,
      kept.exchange,
      new OlderAnswers().exchange,
      earlyLists(firstList, (operation) => feeds.hasQueries(operation)),
      // authExchange passes on an operation that is rejected twice, so ask for sign-in here too.
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
      retries(late),
      trustedDocuments(onOutdated),
      fetchExchange,
      subscriptionExchange({ forwardSubscription: forwardTo(socket, feeds) }),
    ],
  })
}

/** Sends subscriptions over the socket, which continues them where they were interrupted. */
const forwardTo =
  (socket: ReturnType<typeof createSocket>, feeds: FollowedFeeds): SubscriptionForwarder =>
  ({ query, documentId, variables, extensions }, sent) => ({
    subscribe: (sink) => ({
      unsubscribe: socket.subscribe(
        {
          // The protocol requires a query, and has no field for the id of a document.
          query: query ?? '',
          extensions: {
            ...extensions,
            ...(documentId && { documentId }),
            ...(feeds.hasQueries(wholeOperation(sent)) && { followed: true }),
          },
          // A getter: graphql-ws reads it again at every (re)connect.
          get variables() {
            return liveVariables(variables, sent.context) as Record<string, unknown>
          },
        },
        {
          ...sink,
          next: (result) => {
            if ((result.extensions as { followed?: true } | undefined)?.followed) feeds.followed(wholeOperation(sent))
            // graphql-ws types its results a little wider than urql does.
            else sink.next(result as Parameters<typeof sink.next>[0])
          },
        },
      ),
    }),
  })

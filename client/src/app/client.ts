import type { Client } from '@urql/core'
import { attachmentsCache } from '../attachments/cache.ts'
import { casesCache } from '../cases/cache.ts'
import { mergeCaches } from '../graphql/cache.ts'
import { createGraphClient } from '../graphql/client.ts'
import { macrosCache } from '../macros/cache.ts'
import { messagesCache } from '../messages/cache.ts'
import { notificationsCache } from '../notifications/cache.ts'
import { ratingsCache } from '../ratings/cache.ts'
import { requestsCache } from '../requests/cache.ts'
import { peopleCache } from '../people/cache.ts'
import { searchCache } from '../search/cache.ts'
import { scheduledMessagesCache } from '../scheduledMessages/cache.ts'
import { sessionsCache } from '../sessions/cache.ts'
import { screenShareCache } from '../screenshare/cache.ts'
import { ticketsCache } from '../ticketList/cache.ts'
import { teamsCache, viewersTicketCache } from '../tickets/cache.ts'
import { erasedNamesCache } from '../viewer/erasedNames.ts'
import { checkViewer, watchViewer } from '../viewer/checkViewer.ts'
import { ViewerDocument } from '../viewer/viewer.generated.ts'
import { offerReload } from './serviceWorker.ts'

/** What is readable without a network: lists, their counts and views, and conversations with their details. */
const KEPT_QUERIES = [
  ...['TicketPage', 'TicketCounts', 'TicketTags', 'SavedViews', 'TicketByNumber', 'TicketDetails'],
  ...['ThreadTicket', 'ThreadHead', 'ThreadPage', 'TicketSections', 'TicketSessions', 'Teams'],
]

/** The client with every feature's cache rules in it. */
export const createAppClient = (): Client => {
  const client: Client = createGraphClient({
    cache: mergeCaches([
      // First: lists are ordered and filtered by what it derives.
      viewersTicketCache,
      erasedNamesCache,
      ticketsCache,
      teamsCache,
      peopleCache,
      messagesCache,
      scheduledMessagesCache,
      attachmentsCache,
      requestsCache,
      screenShareCache,
      searchCache,
      ratingsCache,
      casesCache,
      sessionsCache,
      macrosCache,
      notificationsCache,
    ]),
    keptQueries: KEPT_QUERIES,
    firstList: 'TicketPage',
    checkViewer: () => check(),
    onOutdated: offerReload,
  })
  const check = async () => {
    // The role may have changed: the role gate redirects. A page without a signed-in user learns who is signed in.
    if (await checkViewer()) await client.query(ViewerDocument, {}, { requestPolicy: 'network-only' }).toPromise()
  }
  watchViewer(() => void check())
  return client
}

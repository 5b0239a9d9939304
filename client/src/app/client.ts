import type { Client } from '@urql/core'
import { attachmentsCache } from '../attachments/cache.ts'
import { mergeCaches } from '../graphql/cache.ts'
import { createGraphClient } from '../graphql/client.ts'
import { askForSignIn } from '../graphql/signInNeed.ts'
import { macrosCache } from '../macros/cache.ts'
import { messagesCache } from '../messages/cache.ts'
import { notificationsCache } from '../notifications/cache.ts'
import { requestsCache } from '../requests/cache.ts'
import { peopleCache } from '../people/cache.ts'
import { screenShareCache } from '../screenshare/cache.ts'
import { ticketsCache } from '../tickets/cache.ts'
import { whoIsSignedIn } from '../viewer/signIn.ts'
import { ViewerDocument } from '../viewer/viewer.generated.ts'

/** The client with every feature's cache rules in it. */
export const createAppClient = (): Client => {
  const client: Client = createGraphClient({
    cache: mergeCaches([
      ticketsCache,
      peopleCache,
      messagesCache,
      attachmentsCache,
      requestsCache,
      screenShareCache,
      macrosCache,
      notificationsCache,
    ]),
    onForbidden: () => {
      void whoIsSignedIn().then((id) => {
        if (id === null) void askForSignIn()
        // Still signed in, but in another role by now: the gate sends them to where they belong.
        else if (id) void client.query(ViewerDocument, {}, { requestPolicy: 'network-only' }).toPromise()
      })
    },
  })
  return client
}

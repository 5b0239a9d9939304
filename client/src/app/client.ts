import type { Client } from '@urql/core'
import { mergeCaches } from '../graphql/cache.ts'
import { createGraphClient } from '../graphql/client.ts'
import { askForSignIn } from '../graphql/signInNeed.ts'
import { messagesCache } from '../messages/cache.ts'
import { ticketsCache } from '../tickets/cache.ts'
import { recheckViewer } from '../viewer/useViewer.ts'

/** The client with every feature's cache rules in it. */
export const createAppClient = (): Client => {
  const client = createGraphClient({
    cache: mergeCaches([ticketsCache, messagesCache]),
    onForbidden: () => {
      void recheckViewer(client).then((viewer) => {
        if (viewer === null) void askForSignIn()
      })
    },
  })
  return client
}

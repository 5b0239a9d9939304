import type { Client } from '@urql/core'
import { attachmentsCache } from '../attachments/cache.ts'
import { mergeCaches } from '../graphql/cache.ts'
import { createGraphClient } from '../graphql/client.ts'
import { askForSignIn } from '../graphql/signInNeed.ts'
import { messagesCache } from '../messages/cache.ts'
import { ticketsCache } from '../tickets/cache.ts'
import { whoIsSignedIn } from '../viewer/signIn.ts'

/** The client with every feature's cache rules in it. */
export const createAppClient = (): Client =>
  createGraphClient({
    cache: mergeCaches([ticketsCache, messagesCache, attachmentsCache]),
    onForbidden: () => {
      void whoIsSignedIn().then((id) => {
        if (id === null) void askForSignIn()
      })
    },
  })

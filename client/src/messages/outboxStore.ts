import { createStore, del, set, values } from 'idb-keyval'
import type { Audience, ReplyActionsInput } from './messages.generated.ts'

/** `failed` waits for the person; the others go on by themselves. */
export type SendState = 'queued' | 'sending' | 'sent' | 'failed'

/** A message on its way. Its id is minted here, so that a retry is harmless. */
export type OutboxItem = {
  clientId: string
  /** Whose message it is: another person signing in here must not send it. */
  viewerId: string
  ticketId: string
  audience: Audience
  body: string
  /** The ids of its files among the uploads; it goes out when all of them are with the desk. */
  uploads?: readonly string[]
  /** What it sets of its ticket, in one step with it. */
  alsoSet?: ReplyActionsInput
  createdAt: string
  /** The order of one ticket's messages. */
  place: number
  state: SendState
  attempts: number
  /** Not to be tried again before this time (ms since 1970), in any tab. */
  notBefore: number
  problem: { code: string; message: string } | null
}

/** Where the outbox survives a reload. */
export type OutboxStore = {
  all: () => Promise<OutboxItem[]>
  put: (item: OutboxItem) => Promise<void>
  remove: (clientId: string) => Promise<void>
}

/** The outbox of this browser, in IndexedDB. */
export const openOutboxStore = (): OutboxStore => {
  const store = createStore('parley-outbox', 'items')
  return {
    all: () => values<OutboxItem>(store),
    put: (item) => set(item.clientId, item, store),
    remove: (clientId) => del(clientId, store),
  }
}

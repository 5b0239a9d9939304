import { createStore, del, set, values } from 'idb-keyval'
import type { Quote } from '../lib/quote.ts'
import type { Audience, ReplyActionsInput } from './messages.generated.ts'

/** `failed` requires the user; the others continue automatically. */
export type SendState = 'queued' | 'sending' | 'sent' | 'failed'

/** A message in the outbox. Its id is created on the client, so that retries are idempotent. */
export type OutboxItem = {
  clientId: string
  /** The author: another user of this browser must not send it. */
  viewerId: string
  ticketId: string
  audience: Audience
  body: string
  /** The ids of its uploads; it is sent when all of them are complete. */
  uploads?: readonly string[]
  /** The message that it quotes. */
  quote?: Quote
  /** Ticket changes applied together with the message. */
  alsoSet?: ReplyActionsInput
  createdAt: string
  /** The order of one ticket's messages. Stored in IndexedDB under this name. */
  place: number
  state: SendState
  attempts: number
  /** The earliest time of the next attempt (ms since 1970), in any tab. */
  notBefore: number
  /** Until then its author can take it back, and it is not sent (ms since 1970). */
  undoUntil?: number
  /** It was acknowledged before, and is sent again because the desk was restored from a backup. */
  isRepeated?: boolean
  problem: { code: string; message: string | null } | null
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

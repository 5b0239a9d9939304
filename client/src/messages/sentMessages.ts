import { createStore, del, set, values } from 'idb-keyval'
import type { OutboxItem } from './outboxStore.ts'

/** How long an acknowledged message is kept, in milliseconds: as long as a restored backup should at most be old. */
const KEPT_MS = 60 * 60_000

/** An acknowledged message. */
export type SentMessage = { item: OutboxItem; sentAt: number }

/** Acknowledged messages of the last hour: a desk that was restored from a backup may have lost them. */
export type SentMessages = {
  keep: (item: OutboxItem) => Promise<void>
  /** What this user has sent in the last hour, in order. Older ones are deleted. */
  recent: (viewerId: string) => Promise<OutboxItem[]>
}

/** Those of this browser, in IndexedDB. */
export const openSentMessages = (): SentMessages => {
  const store = createStore('parley-sent', 'messages')
  return {
    keep: (item) =>
      set(item.clientId, { item, sentAt: Date.now() } satisfies SentMessage, store).catch(() => undefined),
    recent: async (viewerId) => {
      const all = await values<SentMessage>(store).catch(() => [])
      const isOld = ({ sentAt }: SentMessage) => sentAt < Date.now() - KEPT_MS
      for (const { item } of all.filter(isOld)) await del(item.clientId, store).catch(() => undefined)
      const mine = all.filter((sent) => !isOld(sent) && sent.item.viewerId === viewerId)
      return mine.map(({ item }) => item).sort((a, b) => a.place - b.place)
    },
  }
}

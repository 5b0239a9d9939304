import type { OutboxItem } from './outboxStore.ts'

/** What the outbox needs from the uploads. Each method may be called twice. */
export type MessageFiles = {
  /** Moves them to this message; `kept` resolves when the message itself is stored. */
  adopt: (item: OutboxItem, kept: Promise<void>) => void
  areReady: (item: OutboxItem) => boolean
  /** Checks again whether the server has them, after it rejected the message. */
  recheck: (item: OutboxItem) => void
  /** The server has the message, so its files need not be stored. */
  release: (clientId: string) => void
  /** The message is in the log now. */
  forget: (clientId: string) => void
  /** The user discarded the message. */
  discard: (clientId: string) => void
}

/** For an outbox whose messages have no files. */
export const NO_FILES: MessageFiles = {
  adopt: () => undefined,
  areReady: () => true,
  recheck: () => undefined,
  release: () => undefined,
  forget: () => undefined,
  discard: () => undefined,
}

import type { OutboxItem } from './outboxStore.ts'

/** How long a message can be taken back where undo is on. */
export const UNDO_MS = 10_000

/** The problem of a message that its author took back: it stays unsent in the thread, to be edited, sent or deleted. */
export const TAKEN_BACK = { code: 'TAKEN_BACK', message: '' } as const

/** For how many more milliseconds a message can be taken back; 0 once it is being sent. */
export const undoLeft = ({ state, undoUntil = 0 }: OutboxItem, now = Date.now()): number =>
  state === 'queued' ? Math.max(0, undoUntil - now) : 0

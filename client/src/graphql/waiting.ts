import { create } from 'zustand'
import type { WaitingChange } from './waitingStore.ts'

/** A change that was restored after a reload, and refused: nothing on the page waits for its answer. */
export type Refused = {
  id: string
  name: string
  document: string
  variables: Record<string, unknown>
  payload?: { errors?: readonly { code?: string; message: string }[]; ticket?: Record<string, unknown> | null }
}

type Waiting = {
  /** The changes that wait for the network, in order. */
  changes: readonly Pick<WaitingChange, 'name' | 'variables' | 'tickets'>[]
  refused: readonly Refused[]
  /** Takes over what earlier pages have left, and sends what waits. */
  wake: () => void
}

/** The viewer's changes that wait for the network, as the connection bar and the list show them. */
export const useWaiting = create<Waiting>(() => ({ changes: [], refused: [], wake: () => undefined }))

/** How many of the viewer's changes are not with the server. */
export const useWaitingCount = (): number => useWaiting(({ changes }) => changes.length)

/** Whether a change of this ticket waits. */
export const useHasWaiting = (ticketId: string): boolean =>
  useWaiting(({ changes }) => changes.some(({ tickets }) => tickets.includes(ticketId)))

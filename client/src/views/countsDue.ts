import { create } from 'zustand'

/** Incremented whenever the counts of views and tags may have changed. */
export const useCountsDue = create<{ changes: number }>(() => ({ changes: 0 }))

/** Marks the counts as stale; they are refetched at most once in two seconds. */
export const countsDue = (): void => useCountsDue.setState(({ changes }) => ({ changes: changes + 1 }))

import { create } from 'zustand'

/** Rises whenever something happened that may change the counts of views and tags. */
export const useCountsDue = create<{ changes: number }>(() => ({ changes: 0 }))

/** Says that the counts may have changed; they are read again soon, at most once in two seconds. */
export const countsDue = (): void => useCountsDue.setState(({ changes }) => ({ changes: changes + 1 }))

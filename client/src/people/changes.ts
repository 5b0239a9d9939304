import { create } from 'zustand'

/** Rises whenever somebody, a shop or an invitation has changed. */
export const usePeopleChanges = create<{ changes: number }>(() => ({ changes: 0 }))

/** Marks lists and counts of people as stale. */
export const peopleChanged = (): void => usePeopleChanges.setState(({ changes }) => ({ changes: changes + 1 }))

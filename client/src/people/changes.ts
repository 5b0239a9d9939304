import { create } from 'zustand'

/** Increases with each change of a user, a shop or an invitation. */
export const usePeopleChanges = create<{ changes: number }>(() => ({ changes: 0 }))

/** Marks lists and counts of people as stale. */
export const peopleChanged = (): void => usePeopleChanges.setState(({ changes }) => ({ changes: changes + 1 }))

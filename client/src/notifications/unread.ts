import { create } from 'zustand'

/** The number of unread notifications; `changes` increases with each new or read one, on any device. */
export const useUnread = create<{ count: number; changes: number }>(() => ({ count: 0, changes: 0 }))

import { create } from 'zustand'

/** How many notifications are unread; `changes` rises whenever some came or were read, on whatever screen. */
export const useUnread = create<{ count: number; changes: number }>(() => ({ count: 0, changes: 0 }))

import { create } from 'zustand'

/** What a composer writes: `n` opens it for a note, which only staff write. */
export type WritingMode = 'reply' | 'note'

type Writing = {
  /** The composer on screen: its ticket, and a function that focuses it. */
  composer: { ticketId: string; write: (mode: WritingMode) => void } | null
  /** The mode in which the next composer opens. */
  wanted: WritingMode | null
}

/** Connects the page's shortcuts to the composer, which may not be on screen yet. */
export const useWriting = create<Writing>(() => ({ composer: null, wanted: null }))

import { create } from 'zustand'

/** What is written in a composer: `n` asks for a note, which only staff write. */
export type WritingMode = 'reply' | 'note'

type Writing = {
  /** The composer on screen: of which ticket, and what puts the caret into it. */
  composer: { ticketId: string; write: (mode: WritingMode) => void } | null
  /** What the next composer to appear is opened for. */
  wanted: WritingMode | null
}

/** How the page's shortcuts reach the composer, which may have to appear first. */
export const useWriting = create<Writing>(() => ({ composer: null, wanted: null }))

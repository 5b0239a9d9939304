import { create } from 'zustand'
import type { Quote } from '../lib/quote.ts'

/** What a composer writes: `n` opens it for a note, which only staff write. */
export type WritingMode = 'reply' | 'note'

type Writing = {
  /** The composer on screen: its ticket, and functions that focus it and that quote a message in it. */
  composer: { ticketId: string; write: (mode: WritingMode) => void; quote: (quote: Quote) => void } | null
  /** The mode in which the next composer opens. */
  wanted: WritingMode | null
}

/** Connects the page's shortcuts to the composer, which may not be on screen yet. */
export const useWriting = create<Writing>(() => ({ composer: null, wanted: null }))

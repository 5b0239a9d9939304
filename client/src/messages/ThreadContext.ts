import { createContext, useContext } from 'react'
import type { MessageEntry } from './sources.ts'
import type { ThreadLog } from './threadLog.ts'
import type { Editing } from './useDraft.ts'

type Thread = {
  log: ThreadLog
  viewerId: string
  /** Opens the menu of a message beside its button. */
  openMenu: (entry: MessageEntry, button: HTMLElement) => void
  editing: Editing
  /** Something in a row is about to grow by the person's hand: keep what they look at. */
  hold: () => void
}

export const ThreadContext = createContext<Thread | null>(null)

/** The thread around a row. */
export const useThread = (): Thread => {
  const thread = useContext(ThreadContext)
  if (!thread) throw new Error('useThread outside a thread')
  return thread
}

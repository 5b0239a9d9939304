import { createContext, useContext } from 'react'
import type { MessageEntry } from './sources.ts'
import type { ThreadLog } from './threadLog.ts'
import type { AudienceName } from './useAudienceName.ts'
import type { Editing } from './useDraft.ts'

type Thread = {
  log: ThreadLog
  ticketId: string
  viewerId: string
  audienceName: AudienceName
  /** Staff view it as somebody else: nothing can be done with its messages. */
  isReadOnly: boolean
  /** Opens the menu of a message beside its button. */
  openMenu: (entry: MessageEntry, button: HTMLElement) => void
  /** Scrolls to a message, and highlights it. */
  showMessage: (messageId: string) => void
  /** Adds or withdraws the viewer's reaction. */
  react: (messageId: string, emoji: string) => void
  /** Opens the choice of emoji for a message beside a button. */
  openReactions: (entry: MessageEntry, button: HTMLElement) => void
  editing: Editing
  /** Call before a row grows by user action, to keep the scroll position. */
  keepPosition: () => void
}

export const ThreadContext = createContext<Thread | null>(null)

/** The thread around a row. */
export const useThread = (): Thread => {
  const thread = useContext(ThreadContext)
  if (!thread) throw new Error('useThread outside a thread')
  return thread
}

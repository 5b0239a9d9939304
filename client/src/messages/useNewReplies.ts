import { useState } from 'react'
import { isVisible } from '../lib/visible.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { isFromColleague, isFromOther, type MessageEntry } from './sources.ts'
import { useThreadLog } from './useThreadLog.ts'

const NONE: readonly MessageEntry[] = []

/**
 * The unread messages since the viewer began to write `text` that they should know before sending: those of colleagues,
 * who may have given the same answer, and those after `seen`, the last in sight. What the other side writes in a live
 * chat is in sight, and holds nobody up.
 */
export const useNewReplies = (ticketId: string, text: string, seen: number): readonly MessageEntry[] => {
  const { viewer } = useViewer()
  const { state } = useThreadLog(ticketId)
  const isWriting = isVisible(text)
  const [began, setBegan] = useState<number | null>(null)
  if (!isWriting && began !== null) setBegan(null)
  // For a draft from before the log was loaded, the start is the read marker.
  if (isWriting && began === null && state.status === 'ready') setBegan(state.entries.at(-1)?.seq ?? 0)
  if (!isWriting || began === null) return NONE
  const after = Math.max(began, state.readSeq)
  return state.entries.filter(
    (entry): entry is MessageEntry =>
      entry.seq > after &&
      isFromOther(entry, viewer.id) &&
      (entry.seq > seen || isFromColleague(entry, viewer.role)) &&
      entry.message.deletedAt === null,
  )
}

import { useCallback, useSyncExternalStore } from 'react'
import { useHasDraftFiles } from '../attachments/useUploads.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { Drafts, type Mode } from './drafts.ts'

const opened = new Map<string, Drafts>()

const draftsOf = (viewerId: string): Drafts => {
  const drafts = opened.get(viewerId) ?? new Drafts(viewerId)
  opened.set(viewerId, drafts)
  return drafts
}

const useDrafts = (): Drafts => draftsOf(useViewer().viewer.id)

/** The text being written in a ticket, kept across reloads. */
export const useDraft = (ticketId: string, mode: Mode): [text: string, setText: (text: string) => void] => {
  const drafts = useDrafts()
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.get(ticketId, mode))
  const setText = useCallback((next: string) => drafts.set(ticketId, mode, next), [drafts, ticketId, mode])
  return [text, setText]
}

/** Whether something unsent is written in a ticket: the list says "Draft". */
export const useHasDraft = (ticketId: string): boolean => {
  const drafts = useDrafts()
  const hasText = useSyncExternalStore(drafts.subscribe, () => drafts.has(ticketId))
  const hasFiles = useHasDraftFiles(ticketId)
  return hasText || hasFiles
}

import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import { useHasDraftFiles } from '../attachments/useUploads.ts'
import { parseQuote, type Quote } from '../lib/quote.ts'
import type { Mode } from '../lib/writingModes.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { Drafts } from './drafts.ts'

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

/** The message that is quoted by what is being written, kept with it. */
export const useDraftQuote = (
  ticketId: string,
  mode: Mode,
): [quote: Quote | null, set: (quote: Quote | null) => void] => {
  const drafts = useDrafts()
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.get(ticketId, `${mode}Quote`))
  const quote = useMemo(() => parseQuote(text), [text])
  const set = useCallback(
    (next: Quote | null) => drafts.set(ticketId, `${mode}Quote`, next ? JSON.stringify(next) : ''),
    [drafts, ticketId, mode],
  )
  return [quote, set]
}

/** Whether something unsent is written in a ticket: the list says "Draft". */
export const useHasDraft = (ticketId: string): boolean => {
  const drafts = useDrafts()
  const hasText = useSyncExternalStore(drafts.subscribe, () => drafts.has(ticketId))
  const hasFiles = useHasDraftFiles(ticketId)
  return hasText || hasFiles
}

/** A change of a message that is not saved yet, kept across reloads: read once, when its editor opens. */
export const useEditDraft = (messageId: string): [before: string, keep: (text: string) => void] => {
  const drafts = useDrafts()
  const [before] = useState(() => drafts.get(messageId, 'edit'))
  const keep = useCallback((text: string) => drafts.set(messageId, 'edit', text), [drafts, messageId])
  return [before, keep]
}

/** Which messages are being changed, and which of them was opened last. */
export type Editing = {
  ids: ReadonlySet<string>
  latest: string | null
  start: (messageId: string) => void
  stop: (messageId: string) => void
}

/** The messages that are being changed: those whose change was begun before a reload as well. */
export const useEditing = (): Editing => {
  const drafts = useDrafts()
  const [ids, setIds] = useState<ReadonlySet<string>>(() => new Set(drafts.edited()))
  const [latest, setLatest] = useState<string | null>(null)
  return useMemo(
    () => ({
      ids,
      latest,
      start: (messageId) => {
        setIds((before) => new Set([...before, messageId]))
        setLatest(messageId)
      },
      stop: (messageId) => setIds((before) => new Set([...before].filter((id) => id !== messageId))),
    }),
    [ids, latest],
  )
}

import { useEffect, useState, useSyncExternalStore } from 'react'
import { useClient } from 'urql'
import { recall, remember } from '../lib/remembered.ts'
import {
  SetNotesDocument,
  type SetNotesMutation,
  type SetNotesMutationVariables,
  type TicketNotesFragment,
} from './notes.generated.ts'
import { NotesAutosave, type NotesNow, type NotesState, type SaveAnswer, type UnsavedNotes } from './notesAutosave.ts'

/** A ticket's private notes while they are edited; saved automatically, also on leaving. */
export const useNotes = (
  ticket: TicketNotesFragment,
  viewerId: string,
): { autosave: NotesAutosave; state: NotesState } => {
  const { id, notes, notesVersion, notesEditedBy, notesEditedAt } = ticket
  const client = useClient()
  const [autosave] = useState(() => {
    const send = async (text: string, expectedNotesVersion: number): Promise<SaveAnswer> => {
      const input = { ticketId: id, notes: text, expectedNotesVersion }
      const { data } = await client
        .mutation<SetNotesMutation, SetNotesMutationVariables>(SetNotesDocument, { input })
        .toPromise()
      return answered(data?.setNotes)
    }
    // Unsaved notes are stored per user of this browser.
    const key = `notes.${viewerId}.${id}`
    return new NotesAutosave(nowOf(ticket), send, {
      read: () => recall<UnsavedNotes | null>(key, null, isUnsaved),
      write: (unsaved) => remember(key, unsaved),
    })
  })
  const state = useSyncExternalStore(autosave.subscribe, autosave.getState)

  const editedBy = notesEditedBy?.name ?? null
  useEffect(
    () => autosave.receive({ text: notes ?? '', version: notesVersion ?? 0, editedBy, editedAt: notesEditedAt }),
    [autosave, notes, notesVersion, editedBy, notesEditedAt],
  )
  useEffect(() => {
    addEventListener('pagehide', autosave.flush)
    addEventListener('online', autosave.flush)
    return () => {
      removeEventListener('pagehide', autosave.flush)
      removeEventListener('online', autosave.flush)
      autosave.flush()
    }
  }, [autosave])

  return { autosave, state }
}

const nowOf = ({ notes, notesVersion, notesEditedBy, notesEditedAt }: TicketNotesFragment): NotesNow => ({
  text: notes ?? '',
  version: notesVersion ?? 0,
  editedBy: notesEditedBy?.name ?? null,
  editedAt: notesEditedAt,
})

const answered = (payload: SetNotesMutation['setNotes'] | undefined): SaveAnswer => {
  if (!payload) return { outcome: 'unreachable' }
  const { ticket, errors } = payload
  const now = ticket ? nowOf(ticket) : undefined
  if (errors.length === 0) return { outcome: 'saved', now }
  return { outcome: errors[0]!.code === 'CONFLICT' ? 'conflict' : 'refused', now, problem: errors[0]!.message }
}

const isUnsaved = (value: unknown): value is UnsavedNotes | null =>
  value === null ||
  (typeof value === 'object' &&
    typeof (value as UnsavedNotes).text === 'string' &&
    typeof (value as UnsavedNotes).base === 'string')

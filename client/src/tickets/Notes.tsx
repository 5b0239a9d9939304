import { Lock } from 'lucide-react'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import type { TicketNotesFragment } from './notes.generated.ts'
import { NotesConflict } from './NotesConflict.tsx'
import type { NotesState } from './notesAutosave.ts'
import { useNotes } from './useNotes.ts'

/** The staff's private notes on a ticket, saved automatically. */
export const Notes = ({ ticket }: { ticket: TicketNotesFragment }) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const { autosave, state } = useNotes(ticket, viewer.id)
  const label = useId()
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4" aria-labelledby={label}>
      <div className="flex items-baseline justify-between gap-2">
        <h3 id={label} className="text-xs font-medium text-subtle">
          {t('notes')}
        </h3>
        <SaveState state={state} onRetry={autosave.flush} />
      </div>
      <div className="flex flex-col gap-1 rounded-md border border-control bg-note p-2 text-note-text focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus">
        <p className="flex items-center gap-1 text-xs font-medium">
          <Lock aria-hidden className="size-3" />
          {t('notesHint')}
        </p>
        <textarea
          aria-labelledby={label}
          dir="auto"
          rows={3}
          value={state.text}
          onChange={(event) => autosave.type(event.target.value)}
          onBlur={autosave.flush}
          placeholder={t('notesEmpty')}
          className="max-h-80 min-h-16 w-full resize-none bg-transparent text-base [field-sizing:content] placeholder:text-note-text/80 focus-visible:outline-none pointer-coarse:text-lg"
        />
      </div>
      {state.theirs !== null && <NotesConflict theirs={state.theirs} mine={state.text} autosave={autosave} />}
    </section>
  )
}

const SaveState = ({ state: { status, problem, theirs }, onRetry }: { state: NotesState; onRetry: () => void }) => {
  const t = useTranslations('tickets')
  const text =
    theirs !== null
      ? ''
      : { idle: '', waiting: t('saving'), saving: t('saving'), saved: t('saved'), failed: '' }[status]
  return (
    <span className="flex items-center gap-2 text-xs text-muted">
      <span role="status">{status === 'failed' ? (problem ?? t('notSaved')) : text}</span>
      {status === 'failed' && (
        <Button size="sm" onPress={onRetry}>
          {t('saveAgain')}
        </Button>
      )}
    </span>
  )
}

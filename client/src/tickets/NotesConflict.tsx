import { useFormatter, useTranslations } from 'use-intl'
import { fullTime } from '../lib/time.ts'
import { useNow } from '../lib/useNow.ts'
import { Button } from '../ui/Button.tsx'
import type { NotesAutosave, NotesNow } from './notesAutosave.ts'

/** The conflict view of the notes: both versions, and a choice between them. */
export const NotesConflict = ({
  theirs,
  mine,
  autosave,
}: {
  theirs: NotesNow
  mine: string
  autosave: NotesAutosave
}) => {
  const t = useTranslations('tickets')
  const name = theirs.editedBy ?? t('someoneElse')
  return (
    <div role="alert" className="flex flex-col gap-3 rounded-md border border-control p-2 text-sm">
      <p className="font-medium text-warn">
        {t('notesConflict', { name })} <Since at={theirs.editedAt} />
      </p>
      <Version label={t('notesTheirs', { name })} text={theirs.text || t('notesCleared')} />
      <Version label={t('notesMine')} text={mine || t('notesCleared')} />
      <div className="flex flex-wrap gap-2">
        {theirs.text !== '' && mine !== '' && (
          <Button size="sm" onPress={autosave.keepBoth}>
            {t('keepBoth')}
          </Button>
        )}
        <Button size="sm" onPress={autosave.keepMine}>
          {t('keepMine')}
        </Button>
        <Button size="sm" onPress={autosave.takeTheirs}>
          {t('takeTheirs')}
        </Button>
      </div>
    </div>
  )
}

const Since = ({ at }: { at: string | null }) => {
  const format = useFormatter()
  const now = useNow()
  if (!at) return null
  // This device's clock may be behind the server's.
  const when = format.relativeTime(Math.min(Date.parse(at), now.getTime()), now)
  return (
    <time dateTime={at} title={fullTime(at)}>
      {when}
    </time>
  )
}

const Version = ({ label, text }: { label: string; text: string }) => (
  <figure className="flex flex-col gap-1">
    <figcaption className="text-xs font-medium text-muted">{label}</figcaption>
    <blockquote
      dir="auto"
      className="max-h-40 overflow-auto rounded-sm bg-sunken p-2 whitespace-pre-wrap text-text wrap-anywhere"
    >
      {text}
    </blockquote>
  </figure>
)

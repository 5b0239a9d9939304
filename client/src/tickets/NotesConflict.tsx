import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import type { NotesKeeper } from './notesKeeper.ts'

/** Somebody else changed the notes meanwhile: their text beside one's own, and the choice. */
export const NotesConflict = ({ theirs, keeper }: { theirs: string; keeper: NotesKeeper }) => {
  const t = useTranslations('tickets')
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-md border border-control p-2 text-sm">
      <p className="font-medium text-warn">{t('notesConflict')}</p>
      <blockquote
        dir="auto"
        className="max-h-40 overflow-auto rounded-sm bg-sunken p-2 whitespace-pre-wrap text-text wrap-anywhere"
      >
        {theirs || t('notesCleared')}
      </blockquote>
      <div className="flex flex-wrap gap-2">
        {theirs !== '' && (
          <Button size="sm" onPress={keeper.keepBoth}>
            {t('keepBoth')}
          </Button>
        )}
        <Button size="sm" onPress={keeper.keepMine}>
          {t('keepMine')}
        </Button>
        <Button size="sm" onPress={keeper.takeTheirs}>
          {t('takeTheirs')}
        </Button>
      </div>
    </div>
  )
}

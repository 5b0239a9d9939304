import { Undo2 } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { fullTime, rowTime } from '../lib/time.ts'
import { useNow } from '../lib/useNow.ts'
import { BaseDialog } from '../ui/BaseDialog.tsx'
import { Button } from '../ui/Button.tsx'
import { Keys } from '../ui/Keys.tsx'
import { clearToasts } from '../ui/toasts.tsx'
import { useUndoable } from '../ui/undo.ts'
import { undoHistory } from './undoHistory.ts'

/** The viewer's latest changes in this tab, each with a button that undoes it. */
export const UndoHistory = () => {
  const t = useTranslations('undo')
  const now = useNow()
  const changes = useUndoable()
  // They offer the same, and would cover the title.
  useEffect(clearToasts, [])
  return (
    <BaseDialog title={t('title')} isOpen onClose={undoHistory.close}>
      <div className="flex flex-col gap-4">
        <p className="text-muted">{t(changes.length > 0 ? 'hint' : 'empty')}</p>
        {changes.length > 0 && (
          <ul aria-label={t('title')} className="-mx-4 flex flex-col divide-y divide-line border-y border-line">
            {changes.map(({ at, text, undo }) => {
              const iso = new Date(at).toISOString()
              return (
                <li key={`${at} ${text}`} className="flex items-center gap-3 px-4 py-2">
                  <span className="flex min-w-0 flex-1 flex-col">
                    <span className="wrap-anywhere">{text}</span>
                    <time dateTime={iso} title={fullTime(iso)} className="text-xs text-muted tabular-nums">
                      {rowTime(iso, now)}
                    </time>
                  </span>
                  <Button size="sm" aria-label={t('undoThis', { change: text })} onPress={undo}>
                    <Undo2 aria-hidden className="size-4" />
                    {t('undo')}
                  </Button>
                </li>
              )
            })}
          </ul>
        )}
        <p className="flex items-center gap-2 text-sm text-muted">
          <Keys keys="Mod+z" />
          {t('keys')}
        </p>
      </div>
    </BaseDialog>
  )
}

import { useTranslations } from 'use-intl'
import { fullTime } from '../lib/time.ts'
import { ChoiceSetting } from './ChoiceSetting.tsx'
import type { DeskSetupQuery } from './desk.generated.ts'

/** How many daily backups are kept, and how the latest one went. Nothing if another database is used. */
export const DailyBackups = ({
  settings: { backupsKept, lastBackupAt, lastBackupProblem },
  onSaved,
}: {
  settings: NonNullable<DeskSetupQuery['deskSettings']>
  onSaved: () => void
}) => {
  const t = useTranslations('desk')
  if (backupsKept === null) return null
  return (
    <div className="flex flex-col gap-1">
      <ChoiceSetting
        label={t('backupsKept')}
        hint={
          <>
            {t('backupsKeptHint')}{' '}
            {lastBackupAt ? t('lastBackup', { time: fullTime(lastBackupAt) }) : backupsKept > 0 && t('noBackupYet')}
          </>
        }
        value={backupsKept > 0 ? backupsKept : null}
        choices={[3, 7, 14, 30, 90]}
        labelOf={(count) => t('keep', { count })}
        none={t('noBackups')}
        change={(value) => ({ backupsKept: value ?? 0 })}
        onSaved={onSaved}
      />
      {lastBackupProblem && (
        <p className="text-xs break-words text-danger">{t('backupFailed', { reason: lastBackupProblem })}</p>
      )}
    </div>
  )
}

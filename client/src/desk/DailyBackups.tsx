import { useTranslations } from 'use-intl'
import { fullTime } from '../lib/time.ts'
import { Select } from '../ui/Select.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { type DeskSetupQuery, useSetDeskSettingsMutation } from './desk.generated.ts'

const CHOICES = [3, 7, 14, 30, 90]

/** How many daily backups are kept, saved on change, and how the latest one went. Nothing if another database is used. */
export const DailyBackups = ({
  settings: { backupsKept, lastBackupAt, lastBackupProblem },
  onSaved,
}: {
  settings: NonNullable<DeskSetupQuery['deskSettings']>
  onSaved: () => void
}) => {
  const t = useTranslations('desk')
  const [{ fetching }, send] = useSetDeskSettingsMutation()
  if (backupsKept === null) return null
  // The API accepts any number: a custom value is listed as well.
  const choices = [...new Set([...CHOICES, ...(backupsKept > 0 ? [backupsKept] : [])])].toSorted((a, b) => a - b)

  const choose = async (value: string) => {
    const { data } = await send({ input: { backupsKept: Number(value) } })
    if (toastRefusal(data?.setDeskSettings, t('notSaved'))) return
    toast(t('saved'))
    onSaved()
  }
  return (
    <div className="flex flex-col gap-1">
      <Select
        label={t('backupsKept')}
        value={String(backupsKept)}
        onChange={(value) => void choose(value)}
        isDisabled={fetching}
        choices={[
          ...choices.map((count) => ({ value: String(count), label: t('keep', { count }) })),
          { value: '0', label: t('noBackups') },
        ]}
      />
      <p className="text-xs text-muted">
        {t('backupsKeptHint')}{' '}
        {lastBackupAt ? t('lastBackup', { time: fullTime(lastBackupAt) }) : backupsKept > 0 && t('noBackupYet')}
      </p>
      {lastBackupProblem && (
        <p className="text-xs break-words text-danger">{t('backupFailed', { reason: lastBackupProblem })}</p>
      )}
    </div>
  )
}

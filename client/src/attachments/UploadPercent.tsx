import { useTranslations } from 'use-intl'
import type { Upload } from './uploadStore.ts'

/** Upload progress on top of a preview. */
export const UploadPercent = ({ upload, className }: { upload: Upload; className?: string }) => {
  const t = useTranslations('attachments')
  const { fileName: name, sent, size, state } = upload
  const percent = Math.floor((sent / Math.max(1, size)) * 100)
  return (
    <span
      role="progressbar"
      aria-label={t('progress', { name })}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className={className}
    >
      {state === 'paused' ? t('paused', { percent }) : `${percent}%`}
    </span>
  )
}

import { Pause, Play, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../ui/IconButton.tsx'
import { PageFrame, usePdfFacts } from './PageCard.tsx'
import type { Upload } from './uploadStore.ts'
import { useUploadPreview } from './useFileUrl.ts'
import { useUploads } from './useUploads.ts'

/** A PDF on its way, as it will be shown when it has arrived. */
export const UnsentPage = ({ upload, onRemove }: { upload: Upload; onRemove: () => void }) => {
  const t = useTranslations('attachments')
  const uploads = useUploads()
  const preview = useUploadPreview(upload)
  const { id, fileName: name, sent, size, state, pages } = upload
  const facts = usePdfFacts(size, pages)
  const percent = Math.floor((sent / Math.max(1, size)) * 100)
  const isPaused = state === 'paused'
  return (
    <li className="max-w-full">
      <PageFrame
        src={preview}
        name={name}
        facts={
          state === 'done' ? (
            facts
          ) : (
            <span
              role="progressbar"
              aria-label={t('progress', { name })}
              aria-valuenow={percent}
              aria-valuemin={0}
              aria-valuemax={100}
            >
              {isPaused ? t('paused', { percent }) : `${percent}%`}
            </span>
          )
        }
        action={
          <>
            {state !== 'done' && (
              <IconButton
                icon={isPaused ? Play : Pause}
                label={isPaused ? t('resume', { name }) : t('pause', { name })}
                onPress={() => (isPaused ? uploads.resume(id) : uploads.pause(id))}
                className="size-7"
              />
            )}
            <IconButton icon={X} label={t('remove', { name })} onPress={onRemove} className="size-7" />
          </>
        }
      />
    </li>
  )
}

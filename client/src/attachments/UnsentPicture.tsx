import { Pause, Play, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { fitInto, type ALONE } from './format.ts'
import { UploadPercent } from './UploadPercent.tsx'
import type { Upload } from './uploadStore.ts'
import { useUploadPreview } from './useFileUrl.ts'
import { useUploads } from './useUploads.ts'

type Props = { upload: Upload; largest: typeof ALONE; onRemove: () => void }

/** An image that is uploading, at its final position and size, so that nothing moves when the upload finishes. */
export const UnsentPicture = ({ upload, largest, onRemove }: Props) => {
  const t = useTranslations('attachments')
  const uploads = useUploads()
  const preview = useUploadPreview(upload)
  const { id, fileName: name, width, height, state } = upload
  const box = fitInto(width, height, largest)
  const isPaused = state === 'paused'
  return (
    <li
      style={{ width: box.width, aspectRatio: `${box.width} / ${box.height}` }}
      className="relative max-w-full overflow-hidden rounded-md border border-line bg-sunken"
    >
      {preview && <img src={preview} alt={name} className="size-full object-cover" />}
      {state !== 'done' && (
        <div className="absolute inset-x-0 bottom-0 flex items-center gap-1 bg-video-chip ps-2 text-xs text-on-video-chip">
          <UploadPercent upload={upload} className="min-w-0 flex-1 truncate" />
          <Act
            icon={isPaused ? Play : Pause}
            label={isPaused ? t('resume', { name }) : t('pause', { name })}
            onPress={() => (isPaused ? uploads.resume(id) : uploads.pause(id))}
          />
          <Act icon={X} label={t('remove', { name })} onPress={onRemove} />
        </div>
      )}
    </li>
  )
}

const Act = ({ icon: Icon, label, onPress }: { icon: typeof X; label: string; onPress: () => void }) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    onClick={onPress}
    className={classes(
      'inline-flex size-7 shrink-0 cursor-pointer items-center justify-center rounded-sm pointer-coarse:size-11',
      'hover:bg-on-video-chip/20 focus-visible:-outline-offset-2 focus-visible:outline-on-video-chip',
    )}
  >
    <Icon aria-hidden className="size-3.5" />
  </button>
)

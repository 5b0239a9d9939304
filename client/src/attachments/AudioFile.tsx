import { useTranslations } from 'use-intl'
import type { AttachmentFieldsFragment } from './attachments.generated.ts'
import { FileRow } from './FileRow.tsx'
import { useFresh } from './useFresh.ts'

/** An audio file with an inline player. */
export const AudioFile = ({ file }: { file: AttachmentFieldsFragment }) => {
  const t = useTranslations('attachments')
  const { attachment, isBroken, onError } = useFresh(file)
  return (
    <div className="flex w-90 max-w-full flex-col gap-1">
      {!isBroken && (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- User files have no captions.
        <audio
          controls
          preload="none"
          src={attachment.url}
          aria-label={t('playPlain', { name: attachment.fileName })}
          onError={onError}
          className="h-10 w-full"
        />
      )}
      <FileRow file={attachment} />
    </div>
  )
}

import { FileX2, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../ui/IconButton.tsx'
import { ALONE, AMONG, kindOf } from './format.ts'
import { messageScope } from './scope.ts'
import { UnsentPage } from './UnsentPage.tsx'
import { UnsentPicture } from './UnsentPicture.tsx'
import { UploadRow } from './UploadRow.tsx'
import type { Upload } from './uploadStore.ts'
import { useUploadsOf } from './useUploads.ts'

type Props = {
  clientId: string
  /** The files that the message was written with. */
  ids: readonly string[]
  onRemove: (uploadId: string) => void
}

/** The files of a message in the outbox with their progress; the message is sent once all are uploaded. */
export const UnsentFiles = ({ clientId, ids, onRemove }: Props) => {
  const t = useTranslations('attachments')
  const uploads = useUploadsOf(messageScope(clientId))
  const lost = ids.filter((id) => !uploads.some((upload) => upload.id === id))
  // Same order and layout as in the sent message; a failed upload needs room for its error.
  const pictures = uploads.filter((upload) => isPicture(upload) && upload.state !== 'failed')
  const others = uploads.filter((upload) => !pictures.includes(upload))
  return (
    <ul className="flex max-w-full flex-wrap gap-1.5">
      {pictures.map((upload) => (
        <UnsentPicture
          key={upload.id}
          upload={upload}
          largest={pictures.length > 1 ? AMONG : ALONE}
          onRemove={() => onRemove(upload.id)}
        />
      ))}
      {others.map((upload) =>
        upload.pages && upload.state !== 'failed' ? (
          <UnsentPage key={upload.id} upload={upload} onRemove={() => onRemove(upload.id)} />
        ) : (
          <UploadRow key={upload.id} upload={upload} onRemove={() => onRemove(upload.id)} className="w-90 max-w-full" />
        ),
      )}
      {lost.map((id) => (
        <li
          key={id}
          className="flex items-center gap-2 w-90 max-w-full rounded-md border border-line bg-surface p-1 text-sm text-danger"
        >
          <FileX2 aria-hidden className="m-2.5 size-5 shrink-0" />
          <span className="min-w-0 flex-1">{t('fileGone')}</span>
          <IconButton icon={X} label={t('remove', { name: t('kind.file') })} onPress={() => onRemove(id)} />
        </li>
      ))}
    </ul>
  )
}

const isPicture = ({ contentType }: Upload): boolean => ['image', 'video'].includes(kindOf(contentType))

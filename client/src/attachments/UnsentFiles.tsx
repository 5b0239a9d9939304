import { FileX2, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../ui/IconButton.tsx'
import { messageScope } from './scope.ts'
import { UploadRow } from './UploadRow.tsx'
import { useUploadsOf } from './useUploads.ts'

type Props = {
  clientId: string
  /** The files that the message was written with. */
  ids: readonly string[]
  onRemove: (uploadId: string) => void
}

/** The files of a message in the outbox, with how far each has come; sending waits for the last of them. */
export const UnsentFiles = ({ clientId, ids, onRemove }: Props) => {
  const t = useTranslations('attachments')
  const uploads = useUploadsOf(messageScope(clientId))
  const lost = ids.filter((id) => !uploads.some((upload) => upload.id === id))
  return (
    <ul className="flex w-80 max-w-full flex-col gap-1.5">
      {uploads.map((upload) => (
        <UploadRow key={upload.id} upload={upload} onRemove={() => onRemove(upload.id)} />
      ))}
      {lost.map((id) => (
        <li
          key={id}
          className="flex items-center gap-2 rounded-md border border-line bg-surface p-1 text-sm text-danger"
        >
          <FileX2 aria-hidden className="m-2.5 size-5 shrink-0" />
          <span className="min-w-0 flex-1">{t('fileGone')}</span>
          <IconButton icon={X} label={t('remove', { name: t('kind.file') })} onPress={() => onRemove(id)} />
        </li>
      ))}
    </ul>
  )
}

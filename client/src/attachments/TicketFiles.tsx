import { CirclePlay } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { LineSkeleton } from '../ui/Skeleton.tsx'
import type { AttachmentFieldsFragment } from './attachments.generated.ts'
import { FileIcon } from './FileIcon.tsx'
import { fileLinkProps } from './FileRow.tsx'
import { formatBytes, formatDuration, kindOfAttachment } from './format.ts'
import { isViewable, openLightbox } from './lightboxState.ts'

/** How many files are listed before "Show more". */
const SHOWN = 8

/** The files and recordings of a conversation, newest first; undefined until they are loaded. */
export const TicketFiles = ({ files }: { files: readonly AttachmentFieldsFragment[] | undefined }) => {
  const t = useTranslations('attachments')
  const [isOpen, setOpen] = useState(false)
  if (!files) return <LineSkeleton />
  if (files.length === 0) return <p className="text-sm text-muted">{t('noFiles')}</p>
  const shown = isOpen ? files : files.slice(0, SHOWN)
  return (
    <>
      <ul className="-mx-2 flex flex-col">
        {shown.map((file) => (
          <li key={file.id}>
            <Line file={file} onOpen={() => openLightbox(files, file.id)} />
          </li>
        ))}
      </ul>
      {shown.length < files.length && (
        <Button size="sm" variant="quiet" className="self-start" onPress={() => setOpen(true)}>
          {t('moreFiles', { count: files.length - shown.length })}
        </Button>
      )}
    </>
  )
}

const LINE =
  'relative flex w-full min-w-0 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1.5 text-start hover:bg-hover pointer-coarse:min-h-11'

const Line = ({ file, onOpen }: { file: AttachmentFieldsFragment; onOpen: () => void }) => {
  const t = useTranslations('attachments')
  return isViewable(file) ? (
    <button type="button" onClick={onOpen} className={LINE}>
      <span className="sr-only">{t('opens')}</span>
      <Facts file={file} />
    </button>
  ) : (
    <a {...fileLinkProps(file)} className={LINE}>
      <span className="sr-only">{t('downloads')}</span>
      <Facts file={file} />
    </a>
  )
}

const Facts = ({ file }: { file: AttachmentFieldsFragment }) => {
  const t = useTranslations('attachments')
  const { fileName, sizeBytes, thumbnailUrl, durationSeconds, pages } = file
  const kind = kindOfAttachment(file)
  const isVideo = kind === 'video'
  return (
    <>
      <span className="relative flex size-8 shrink-0 items-center justify-center overflow-hidden rounded-sm bg-sunken text-muted">
        {thumbnailUrl ? (
          <img src={thumbnailUrl} alt="" loading="lazy" className="size-full object-cover object-top" />
        ) : (
          <FileIcon kind={kind} className="size-4" />
        )}
        {isVideo && thumbnailUrl && (
          <CirclePlay aria-hidden className="absolute size-4 rounded-full bg-video-chip text-on-video-chip" />
        )}
      </span>
      <span className="min-w-0 flex-1">
        <span dir="auto" title={fileName} className="block truncate text-match-parent text-sm">
          {fileName}
        </span>
        <span className="block text-xs text-muted">
          {kind !== 'link' && formatBytes(sizeBytes)}
          {durationSeconds ? ` · ${formatDuration(durationSeconds)}` : ''}
          {pages ? ` · ${t('pages', { count: pages })}` : ''}
        </span>
      </span>
    </>
  )
}

import { Play } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { AttachmentFieldsFragment } from './attachments.generated.ts'
import { AudioFile } from './AudioFile.tsx'
import { FileRow } from './FileRow.tsx'
import { isViewable } from './lightboxState.ts'
import { PageCard } from './PageCard.tsx'
import { ALONE, AMONG, fitInto, formatDuration, kindOfAttachment } from './format.ts'
import { useFresh } from './useFresh.ts'

type Props = {
  files: readonly AttachmentFieldsFragment[]
  /** Opens a picture or a video in the lightbox. */
  onOpen: (id: string) => void
}

/** The files of a message: pictures and videos side by side, the others below, one row each. */
export const MessageFiles = ({ files, onOpen }: Props) => {
  const pictures = files.filter(isPicture)
  const others = files.filter((file) => !isPicture(file))
  return (
    <div className="flex max-w-full flex-col gap-1.5">
      {pictures.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {pictures.map((file) => (
            <Picture key={file.id} file={file} largest={pictures.length > 1 ? AMONG : ALONE} onOpen={onOpen} />
          ))}
        </div>
      )}
      {others.map((file) =>
        kindOfAttachment(file) === 'audio' ? (
          <AudioFile key={file.id} file={file} />
        ) : isPage(file) ? (
          <PageCard key={file.id} file={file} onOpen={onOpen} />
        ) : (
          <FileRow key={file.id} file={file} />
        ),
      )}
    </div>
  )
}

const isPicture = (file: AttachmentFieldsFragment): boolean =>
  ['image', 'video'].includes(kindOfAttachment(file)) && isViewable(file)

/** A PDF with a preview of its first page. */
const isPage = (file: AttachmentFieldsFragment): boolean => kindOfAttachment(file) === 'pdf' && isViewable(file)

type PictureProps = {
  file: AttachmentFieldsFragment
  largest: { width: number; height: number }
  onOpen: (id: string) => void
}

/** A picture, or the still of a video, in a box of its final size: nothing moves when it has loaded. */
const Picture = ({ file, largest, onOpen }: PictureProps) => {
  const t = useTranslations('attachments')
  const { attachment, isBroken, onError } = useFresh(file)
  const { id, fileName: name, width, height, thumbnailUrl, durationSeconds } = attachment
  const isVideo = kindOfAttachment(attachment) === 'video'
  const box = fitInto(width, height, largest)
  // A video without a still is a dark box with its length.
  const src = thumbnailUrl
  if (isBroken && !isVideo) return <FileRow file={attachment} />
  const length = durationSeconds ? formatDuration(durationSeconds) : undefined
  return (
    <button
      type="button"
      aria-label={
        isVideo ? (length ? t('play', { name, duration: length }) : t('playPlain', { name })) : t('open', { name })
      }
      title={name}
      onClick={() => onOpen(id)}
      style={{ width: box.width, aspectRatio: `${box.width} / ${box.height}` }}
      className="relative max-w-full cursor-pointer overflow-hidden rounded-md border border-line bg-sunken"
    >
      {src && (
        <img
          src={src}
          alt=""
          loading="lazy"
          decoding="async"
          width={box.width}
          height={box.height}
          onError={onError}
          className="size-full object-cover"
        />
      )}
      {isVideo && (
        <>
          <span className="absolute inset-0 flex items-center justify-center">
            <span className="flex size-12 items-center justify-center rounded-full bg-video-chip text-on-video-chip">
              <Play aria-hidden className="size-6 translate-x-px" fill="currentColor" />
            </span>
          </span>
          {length && (
            <span className="absolute end-1.5 bottom-1.5 rounded-sm bg-video-chip px-1.5 py-0.5 text-xs text-on-video-chip">
              {length}
            </span>
          )}
        </>
      )}
    </button>
  )
}

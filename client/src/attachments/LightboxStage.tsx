import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import type { AttachmentFieldsFragment } from './attachments.generated.ts'
import { fileLinkProps } from './FileRow.tsx'
import { kindOfAttachment } from './format.ts'

type Props = {
  attachment: AttachmentFieldsFragment
  isZoomed: boolean
  onZoom: () => void
  onError: () => void
}

/** What the lightbox shows of a file. */
export const LightboxStage = (props: Props) => {
  const { attachment, onError } = props
  const { url, fileName, thumbnailUrl } = attachment
  const kind = kindOfAttachment(attachment)
  if (kind === 'image') return <Picture {...props} src={url} alt={fileName} />
  if (kind === 'pdf') return <FirstPage {...props} />
  if (kind === 'audio') {
    return (
      <div className="flex h-full items-center justify-center p-4">
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- User files have no captions. */}
        <audio controls autoPlay src={url} aria-label={fileName} onError={onError} className="w-full max-w-lg" />
      </div>
    )
  }
  return <Video key={url} url={url} label={fileName} poster={thumbnailUrl} onError={onError} />
}

const Picture = ({ attachment, src, alt, isZoomed, onZoom, onError }: Props & { src: string; alt: string }) => (
  <div
    {...(isZoomed && { role: 'group', 'aria-label': alt, tabIndex: 0 })}
    className={classes('size-full inset-ring-focus', isZoomed ? 'overflow-auto' : 'overflow-hidden')}
  >
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- The header's button does the same. */}
    <img
      src={src}
      alt={alt}
      width={attachment.width ?? undefined}
      height={attachment.height ?? undefined}
      onError={onError}
      onClick={onZoom}
      className={classes(
        isZoomed
          ? 'mx-auto block max-w-none cursor-zoom-out'
          : 'size-full cursor-zoom-in object-scale-down p-2 tablet:p-6',
      )}
    />
  </div>
)

/**
 * The first page of a PDF as an image. The rest requires a download: files from others are never opened inside our
 * pages.
 */
const FirstPage = (props: Props) => {
  const t = useTranslations('attachments')
  const { fileName, pages, thumbnailUrl } = props.attachment
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 flex-1">
        <Picture {...props} src={thumbnailUrl ?? ''} alt={t('firstPage', { name: fileName })} />
      </div>
      <div className="flex shrink-0 flex-wrap items-center justify-center gap-x-4 gap-y-2 border-t border-line bg-surface px-4 py-2">
        <p className="text-sm text-muted">
          {pages === 1 ? t('onlyPage') : pages ? t('firstOfPages', { count: pages }) : t('aFirstPage')}
        </p>
        <a
          {...fileLinkProps(props.attachment)}
          className="inline-flex h-8 items-center gap-2 rounded-md bg-accent px-3 font-medium text-on-accent no-underline hover:bg-accent-hover pointer-coarse:min-h-11"
        >
          <Download aria-hidden className="size-4" />
          {t('save')}
        </a>
      </div>
    </div>
  )
}

type VideoProps = { url: string; label: string; poster: string | null; onError: () => void }

const Video = ({ url, label, poster, onError }: VideoProps) => {
  const [video, setVideo] = useState<HTMLVideoElement | null>(null)
  // A browser may block autoplay with sound; the user can then press play.
  useEffect(() => void video?.play().catch(() => undefined), [video])
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- User files have no captions.
    <video
      ref={setVideo}
      controls
      playsInline
      preload="metadata"
      src={url}
      poster={poster ?? undefined}
      aria-label={label}
      onError={onError}
      className="size-full object-contain"
    />
  )
}

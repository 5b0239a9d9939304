import { Download } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { AttachmentFieldsFragment } from './attachments.generated.ts'
import { FileIcon } from './FileIcon.tsx'
import { formatBytes, formatDuration, kindOfAttachment } from './format.ts'

/** Attributes of a link to a file. Our files are downloaded, never opened; an external address opens in a new tab. */
export const fileLinkProps = ({ kind, url, fileName }: AttachmentFieldsFragment) =>
  kind === 'LINK'
    ? { href: url, target: '_blank', rel: 'noopener noreferrer' }
    : { href: `${url}&download`, download: fileName }

/** A file without a preview: a click downloads it. Files that a browser could execute are only ever downloaded. */
export const FileRow = ({ file }: { file: AttachmentFieldsFragment }) => {
  const t = useTranslations('attachments')
  const { fileName: name, sizeBytes, durationSeconds, pages } = file
  const kind = kindOfAttachment(file)
  const isLink = kind === 'link'
  const facts = [
    t(`kind.${kind}`),
    ...(pages ? [t('pages', { count: pages })] : []),
    ...(isLink ? [] : [formatBytes(sizeBytes)]),
    ...(durationSeconds ? [formatDuration(durationSeconds)] : []),
  ]
  return (
    <a
      {...fileLinkProps(file)}
      className="group/file relative flex w-90 max-w-full min-w-0 items-center gap-2.5 rounded-md border border-line bg-surface p-2 text-text no-underline hover:bg-hover pointer-coarse:min-h-11"
    >
      <span className="flex size-9 shrink-0 items-center justify-center rounded-sm bg-sunken text-muted">
        <FileIcon kind={kind} />
      </span>
      <span className="sr-only">{isLink ? t('opens') : t('downloads')}</span>
      <span className="min-w-0 flex-1">
        <span dir="auto" title={name} className="block truncate text-match-parent text-sm font-medium">
          {name}
        </span>
        <span className="block text-xs text-muted">{facts.join(' · ')}</span>
      </span>
      {!isLink && <Download aria-hidden className="size-4 shrink-0 text-muted group-hover/file:text-text" />}
    </a>
  )
}

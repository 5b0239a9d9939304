import { Download, FileText } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { AttachmentFieldsFragment } from './attachments.generated.ts'
import { fileLinkProps } from './FileRow.tsx'
import { formatBytes } from './format.ts'
import { useFresh } from './useFresh.ts'

type Props = { file: AttachmentFieldsFragment; onOpen: (id: string) => void }

/** A PDF by its first page: a click enlarges it, the arrow downloads the file. */
export const PageCard = ({ file, onOpen }: Props) => {
  const t = useTranslations('attachments')
  const { attachment, onError } = useFresh(file)
  const { id, fileName: name, sizeBytes, pages, thumbnailUrl } = attachment
  return (
    <PageFrame
      src={thumbnailUrl ?? undefined}
      onError={onError}
      name={name}
      facts={usePdfFacts(sizeBytes, pages)}
      cover={
        // Covers the whole card, below the link.
        <button
          type="button"
          aria-label={t('open', { name })}
          onClick={() => onOpen(id)}
          className="absolute inset-0 cursor-pointer rounded-md"
        />
      }
      action={
        <a
          {...fileLinkProps(attachment)}
          aria-label={t('download', { name })}
          title={t('download', { name })}
          className="relative inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text pointer-coarse:size-11"
        >
          <Download aria-hidden className="size-4" />
        </a>
      }
    />
  )
}

/** "PDF · 3 pages · 240 kB". */
export const usePdfFacts = (bytes: number, pages: number | null | undefined): string => {
  const t = useTranslations('attachments')
  return [t('kind.pdf'), ...(pages ? [t('pages', { count: pages })] : []), formatBytes(bytes)].join(' · ')
}

type FrameProps = {
  src: string | undefined
  onError?: () => void
  name: string
  facts: ReactNode
  cover?: ReactNode
  action: ReactNode
}

/** The upper part of a page with a caption, always of the same size. */
export const PageFrame = ({ src, onError, name, facts, cover, action }: FrameProps) => (
  <div className="group/page relative flex w-90 max-w-full min-w-0 flex-col overflow-hidden rounded-md border border-line bg-surface text-text">
    <div className="flex h-44 justify-center overflow-hidden border-b border-line bg-sunken px-8 pt-4">
      {src && (
        <img
          src={src}
          alt=""
          loading="lazy"
          decoding="async"
          onError={onError}
          className="h-full w-full rounded-t-sm bg-white object-cover object-top shadow-raised ring-1 ring-line"
        />
      )}
    </div>
    {cover}
    <div className="flex min-w-0 items-center gap-2 py-1.5 ps-2.5 pe-1.5">
      <FileText aria-hidden className="size-5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p dir="auto" title={name} className="truncate text-match-parent text-sm font-medium">
          {name}
        </p>
        <div className="truncate text-xs text-muted">{facts}</div>
      </div>
      {action}
    </div>
  </div>
)

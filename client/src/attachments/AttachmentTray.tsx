import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../ui/IconButton.tsx'
import { DropZone, DROP_AREA } from './DropZone.tsx'
import { formatBytes } from './format.ts'
import type { Refusal } from './intake.ts'
import { UploadRow } from './UploadRow.tsx'
import { useIntake, useRefusals } from './useIntake.ts'
import { usePaste } from './usePaste.ts'
import { useUploads, useUploadsOf } from './useUploads.ts'

type Props = {
  /** The draft that files go into. */
  scope: string
  isNote?: boolean
  /** Who will see the files, shown while some are dragged over the area. */
  readers?: string
}

/** The files of a draft. Those pasted into its form or dropped anywhere around it go into it. */
export const AttachmentTray = ({ scope, isNote = false, readers }: Props) => {
  const t = useTranslations('attachments')
  const uploads = useUploads()
  const files = useUploadsOf(scope)
  const take = useIntake(scope)
  const trayRef = useRef<HTMLDivElement>(null)
  const [area, setArea] = useState<HTMLElement | null>(null)
  useEffect(() => setArea(trayRef.current?.closest<HTMLElement>(`[${DROP_AREA}]`) ?? null), [])
  usePaste(trayRef, take)

  return (
    <div ref={trayRef} className="contents">
      <Refusals scope={scope} />
      {files.length > 0 && (
        <ul
          aria-label={t('tray')}
          className="grid max-h-52 grid-cols-1 gap-1.5 overflow-y-auto p-2 pb-0 tablet:grid-cols-2"
        >
          {files.map((upload) => (
            <UploadRow key={upload.id} upload={upload} onRemove={() => void uploads.remove(upload.id)} />
          ))}
        </ul>
      )}
      {area && createPortal(<DropZone area={area} isNote={isNote} readers={readers} onDrop={take} />, area)}
    </div>
  )
}

const Refusals = ({ scope }: { scope: string }) => {
  const t = useTranslations('attachments')
  const [refusals, dismiss] = useRefusals(scope)
  const count = useUploadsOf(scope).length
  const before = useRef(count)
  useEffect(() => {
    // After sending or discarding, forget the rejected files.
    if (count === 0 && before.current > 0) dismiss()
    before.current = count
  })
  const say = (refusal: Refusal): string => {
    if (refusal.reason === 'tooMany') return t('tooMany', refusal)
    const name = refusal.fileName
    if (refusal.reason === 'empty' || refusal.reason === 'folder') return t(refusal.reason, { name })
    if (refusal.reason === 'tooLarge') return t('tooLarge', { name, limit: formatBytes(refusal.limit) })
    return t('dayFull', { name, left: formatBytes(refusal.left) })
  }
  if (refusals.length === 0) return null
  return (
    <div className="flex items-start gap-2 px-3 pt-2 text-sm text-danger">
      <ul role="alert" className="min-w-0 flex-1 wrap-anywhere">
        {refusals.map((refusal) => (
          <li key={say(refusal)}>{say(refusal)}</li>
        ))}
      </ul>
      <IconButton icon={X} label={t('dismiss')} onPress={dismiss} className="size-7" />
    </div>
  )
}

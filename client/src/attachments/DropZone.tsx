import { Lock, Upload } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { readTransfer, type Transfer } from './clipboard.ts'
import { useLimitsHint } from './useLimitsHint.ts'

/** Marks the element that files can be dropped anywhere in. It must be positioned. */
export const DROP_AREA = 'data-drop-area'

type Props = {
  area: HTMLElement
  isNote: boolean
  readers?: string
  onDrop: (dropped: Pick<Transfer, 'files' | 'folders'>) => Promise<void>
}

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false

/** Covers the area while files are dragged over it, and accepts them. Dropping a file elsewhere does nothing. */
export const DropZone = ({ area, isNote, readers, onDrop }: Props) => {
  const t = useTranslations('attachments')
  const [isOver, setOver] = useState(false)

  useEffect(() => {
    // Enter and leave come in pairs for every element on the way: the count says whether the pointer is inside.
    let depth = 0
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      // Without this the browser would leave the page to show the file.
      event.preventDefault()
      const isInside = area.contains(event.target as Node)
      event.dataTransfer!.dropEffect = isInside ? 'copy' : 'none'
    }
    const enter = (event: DragEvent) => {
      if (holdsFiles(event)) setOver((depth += 1) > 0)
    }
    const leave = (event: DragEvent) => {
      if (holdsFiles(event)) setOver((depth = Math.max(0, depth - 1)) > 0)
    }
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      if (area.contains(event.target as Node)) void onDrop(readTransfer(event.dataTransfer!))
    }
    area.addEventListener('dragenter', enter)
    area.addEventListener('dragleave', leave)
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    return () => {
      area.removeEventListener('dragenter', enter)
      area.removeEventListener('dragleave', leave)
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
    }
  }, [area, onDrop])

  const hint = useLimitsHint(isOver)
  if (!isOver) return null
  return (
    <div
      className={classes(
        'pointer-events-none absolute inset-2 z-20 flex flex-col items-center justify-center gap-2 rounded-lg border-2 border-dashed text-lg font-medium',
        isNote ? 'border-note-text bg-note/95 text-note-text' : 'border-accent bg-surface/95 text-accent-text',
      )}
    >
      {isNote ? <Lock aria-hidden className="size-8" /> : <Upload aria-hidden className="size-8" />}
      <p>{isNote ? t('dropNote') : t('dropReply')}</p>
      {(isNote || readers) && <p className="text-sm font-normal">{isNote ? t('dropNoteHint') : readers}</p>}
      {/* Reserves its line while loading. */}
      <p className="min-h-4 px-4 text-center text-sm font-normal">{hint}</p>
    </div>
  )
}

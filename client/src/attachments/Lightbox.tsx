import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut, type LucideIcon } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { Button as AriaButton, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { Button } from '../ui/Button.tsx'
import type { AttachmentFieldsFragment } from './attachments.generated.ts'
import { fileLinkProps } from './FileRow.tsx'
import { formatBytes, kindOfAttachment } from './format.ts'
import { closeLightbox, turnTo, useLightbox } from './lightboxState.ts'
import { LightboxStage } from './LightboxStage.tsx'
import { useFresh } from './useFresh.ts'

/** Shows the files of a conversation one by one: ← and → navigate, Esc closes. */
export const Lightbox = () => {
  const t = useTranslations('attachments')
  const shown = useLightbox((state) => state.shown)
  if (!shown) return null
  const { items, index } = shown
  const turn = (by: number) => turnTo(index + by)
  const onKeyDown = (event: KeyboardEvent) => {
    // In a video the arrows seek, and on an enlarged picture they move it.
    if ((event.target as Element).closest('video, audio, [role=group]')) return
    const forward = document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const back = document.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft'
    if (event.key === forward) turn(1)
    if (event.key === back) turn(-1)
  }
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && closeLightbox()}
      className="fixed inset-0 z-40 bg-surface entering:animate-fade"
    >
      <Modal className="size-full">
        <Dialog aria-label={t('viewer')} className="size-full outline-none">
          <div role="presentation" onKeyDown={onKeyDown} className="flex size-full flex-col">
            <One
              key={items[index]!.id}
              file={items[index]!}
              position={t('viewerOf', { index: index + 1, count: items.length })}
              hasPrevious={index > 0}
              hasNext={index < items.length - 1}
              turn={turn}
            />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

type OneProps = {
  file: AttachmentFieldsFragment
  position: string
  hasPrevious: boolean
  hasNext: boolean
  turn: (by: number) => void
}

const One = ({ file, position, hasPrevious, hasNext, turn }: OneProps) => {
  const t = useTranslations('attachments')
  const { attachment, isBroken, onError, again } = useFresh(file)
  const [isZoomed, setZoomed] = useState(false)
  const { fileName, sizeBytes } = attachment
  const isPicture = ['image', 'pdf'].includes(kindOfAttachment(attachment))
  return (
    <>
      <div className="flex min-h-12 shrink-0 items-center gap-2 border-b border-line ps-4 pe-2">
        <div className="min-w-0 flex-1">
          <Heading slot="title" dir="auto" className="truncate text-match-parent text-base font-semibold">
            {fileName}
          </Heading>
          <p className="text-xs text-muted" aria-live="polite">
            {position} · {formatBytes(sizeBytes)}
          </p>
        </div>
        {isPicture && (
          <PlainButton
            icon={isZoomed ? ZoomOut : ZoomIn}
            label={isZoomed ? t('zoomOut') : t('zoomIn')}
            onPress={() => setZoomed(!isZoomed)}
          />
        )}
        <a
          {...fileLinkProps(attachment)}
          aria-label={t('download', { name: fileName })}
          className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text pointer-coarse:size-11"
        >
          <Download aria-hidden className="size-4" />
        </a>
        <PlainButton icon={X} label={t('close')} autoFocus onPress={closeLightbox} />
      </div>
      <div className="relative min-h-0 flex-1 bg-sunken">
        {isBroken ? (
          <div className="flex h-full flex-col items-center justify-center gap-3 p-4 text-center" role="alert">
            <p>{t('failed')}</p>
            <Button onPress={again}>{t('again')}</Button>
          </div>
        ) : (
          <LightboxStage
            attachment={attachment}
            isZoomed={isZoomed}
            onZoom={() => setZoomed(!isZoomed)}
            onError={onError}
          />
        )}
        {hasPrevious && <Turn icon={ChevronLeft} label={t('previous')} side="start-3" onPress={() => turn(-1)} />}
        {hasNext && <Turn icon={ChevronRight} label={t('next')} side="end-3" onPress={() => turn(1)} />}
      </div>
    </>
  )
}

type PlainProps = { icon: LucideIcon; label: string; onPress: () => void; autoFocus?: boolean; className?: string }

/** Without our Tooltip: it would consume the first Escape. */
const PlainButton = ({ icon: Icon, label, onPress, autoFocus, className }: PlainProps) => (
  <AriaButton
    aria-label={label}
    onPress={onPress}
    autoFocus={autoFocus}
    className={classes(
      'inline-flex size-8 shrink-0 cursor-pointer items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text pointer-coarse:size-11',
      className,
    )}
  >
    <Icon aria-hidden className="size-4" />
  </AriaButton>
)

const Turn = ({ icon: Icon, side, ...props }: { icon: typeof X; label: string; side: string; onPress: () => void }) => (
  <PlainButton
    icon={Icon}
    {...props}
    className={classes(
      'absolute top-1/2 size-11 -translate-y-1/2 border border-line bg-raised text-text shadow-raised rtl:-scale-x-100',
      side,
    )}
  />
)

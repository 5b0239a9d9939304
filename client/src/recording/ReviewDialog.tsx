import { Paperclip, Trash2 } from 'lucide-react'
import { useRef, useState, type Ref } from 'react'
import { useTranslations } from 'use-intl'
import { formatBytes, formatDuration } from '../attachments/format.ts'
import { useObjectUrl } from '../attachments/useFileUrl.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { closeReview } from './recorder.ts'
import type { Review } from './recorderState.ts'
import { isWhole, type Range } from './trim.ts'
import { TrimSlider } from './TrimSlider.tsx'
import { useReview } from './useReview.ts'

/** Reviews a recording before it is sent: play, trim, attach or discard. */
export const ReviewDialog = ({ review }: { review: Review }) => {
  const t = useTranslations('recording')
  const { read, attaching, attach } = useReview(review)
  const [chosen, setChosen] = useState<Range>()
  const [isDiscarding, setDiscarding] = useState(false)
  const video = useRef<HTMLVideoElement>(null)
  const isReady = read.state === 'ready'
  const url = useObjectUrl(isReady ? read.whole : read.state === 'unreadable' ? review.blob : undefined)
  const duration = isReady ? read.inspected.duration : 0
  const range = chosen ?? { start: 0, end: duration }

  const choose = (next: Range, looksAt: number) => {
    setChosen(next)
    if (!video.current) return
    video.current.pause()
    video.current.currentTime = looksAt
  }
  return (
    <Dialog title={t('review')} isOpen required wide onClose={() => setDiscarding(true)}>
      <div className="flex flex-col gap-4">
        <div className="flex aspect-video items-center justify-center overflow-hidden rounded-md border border-line bg-sunken">
          {url ? (
            <RangeVideo ref={video} src={url} range={isReady ? range : undefined} />
          ) : (
            <p role="status" className="text-sm text-muted">
              {t('reading')}
            </p>
          )}
        </div>
        {review.stoppedAtLimit && <p className="text-sm text-warn">{t('atLimit')}</p>}
        {read.state === 'unreadable' && <p className="text-sm text-warn">{t('unreadable')}</p>}
        {isReady && <TrimSlider range={range} duration={duration} cuts={read.inspected.cuts} onChange={choose} />}
        {attaching === 'failed' && (
          <p role="alert" className="text-sm text-danger">
            {t('attachFailed')}
          </p>
        )}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <p className="me-auto basis-full text-sm text-muted tablet:basis-auto">
            {isReady && <RangeText range={range} duration={duration} size={read.whole.size} />}
          </p>
          <Button variant="danger" isDisabled={attaching === 'busy'} onPress={() => setDiscarding(true)}>
            <Trash2 aria-hidden className="size-4" />
            {t('discard')}
          </Button>
          <Button
            variant="primary"
            autoFocus
            isDisabled={read.state === 'reading' || attaching === 'busy'}
            onPress={() => void attach(range)}
          >
            <Paperclip aria-hidden className="size-4" />
            {attaching === 'busy' ? t('attaching') : t('attach')}
          </Button>
        </div>
      </div>
      {isDiscarding && (
        <ConfirmDialog
          title={t('discardTitle')}
          action={t('discard')}
          onConfirm={() => void closeReview()}
          onClose={() => setDiscarding(false)}
        >
          <p>{t('discardWhat')}</p>
        </ConfirmDialog>
      )}
    </Dialog>
  )
}

type RangeVideoProps = { ref: Ref<HTMLVideoElement>; src: string; range: Range | undefined }

/** Plays only the chosen range, once the length of the recording is known. */
const RangeVideo = ({ ref, src, range }: RangeVideoProps) => {
  const t = useTranslations('recording')
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- Recorded just now.
    <video
      ref={ref}
      src={src}
      controls
      playsInline
      aria-label={t('review')}
      onPlay={({ currentTarget: played }) => {
        if (!range) return
        const isOutside = played.currentTime < range.start || played.currentTime >= range.end - 0.1
        if (isOutside) played.currentTime = range.start
      }}
      onTimeUpdate={({ currentTarget: played }) => {
        if (range && !played.paused && played.currentTime >= range.end) played.pause()
      }}
      className="size-full object-contain"
    />
  )
}

const RangeText = ({ range, duration, size }: { range: Range; duration: number; size: number }) => {
  const t = useTranslations('recording')
  const whole = formatDuration(duration)
  if (isWhole(range, duration)) return `${t('length', { length: whole })} · ${formatBytes(size)}`
  return t('trimmed', { length: formatDuration(range.end - range.start), whole })
}

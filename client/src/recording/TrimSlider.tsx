import { Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { formatDuration } from '../attachments/format.ts'
import { moveEnd, moveStart, type Range } from './trim.ts'

type Props = {
  range: Range
  duration: number
  cuts: readonly number[]
  /** With the time that the user is viewing, in seconds. */
  onChange: (range: Range, looksAt: number) => void
}

/** Chooses the part of a recording to keep, with two handles. */
export const TrimSlider = ({ range, duration, cuts, onChange }: Props) => {
  const t = useTranslations('recording')
  const move = ([start, end]: number[]) => {
    if (start !== range.start) {
      const moved = moveStart(start!, range.start, range.end, cuts)
      onChange({ ...range, start: moved }, moved)
    } else if (end !== range.end) {
      const moved = moveEnd(end!, range.start, duration)
      onChange({ ...range, end: moved }, moved)
    }
  }
  const share = (seconds: number) => `${(seconds / duration) * 100}%`
  return (
    <div className="flex flex-col gap-1">
      <Slider
        aria-label={t('trim')}
        minValue={0}
        maxValue={duration}
        step={0.1}
        value={[range.start, range.end]}
        onChange={move}
        className="px-2.5"
      >
        <SliderTrack className="relative h-7 pointer-coarse:h-11">
          <div className="absolute inset-x-0 top-1/2 h-1.5 -translate-y-1/2 rounded-full bg-sunken inset-ring inset-ring-control" />
          <div
            className="absolute top-1/2 h-1.5 -translate-y-1/2 rounded-full bg-accent"
            style={{ insetInlineStart: share(range.start), width: share(range.end - range.start) }}
          />
          {[t('trimStart'), t('trimEnd')].map((label, index) => (
            <SliderThumb
              key={label}
              index={index}
              aria-label={label}
              className="top-1/2 size-5 cursor-grab rounded-full border-2 border-accent bg-raised shadow-raised dragging:cursor-grabbing focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-focus"
            />
          ))}
        </SliderTrack>
      </Slider>
      <div className="flex flex-wrap justify-between gap-x-2 text-xs text-muted">
        <span>
          {t('trimStart')} {formatDuration(range.start)}
        </span>
        {/* Below the two on a phone, between them elsewhere. */}
        <span className="order-last basis-full tablet:order-none tablet:basis-auto">{t('trimHint')}</span>
        <span>
          {t('trimEnd')} {formatDuration(range.end)}
        </span>
      </div>
    </div>
  )
}

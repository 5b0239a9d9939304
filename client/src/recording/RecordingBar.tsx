import { Circle, LoaderCircle, MicOff, Pause, Play, Square } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { formatDuration } from '../attachments/format.ts'
import { lazily } from '../lib/lazily.ts'
import { useNow } from '../lib/useNow.ts'
import { Button } from '../ui/Button.tsx'
import { pauseRecording, resumeRecording, stopRecording } from './recorder.ts'
import { recordedSoFar, useRecorder } from './recorderState.ts'

const ReviewDialog = lazily(() => import('./ReviewDialog.tsx'), 'ReviewDialog')

/** The recording bar on every page: elapsed time, pause, stop; afterwards the review dialog. */
export const RecordingBar = () => {
  const { status, review } = useRecorder()
  if (status === 'idle') return null
  if (status === 'review') return <Suspense>{review && <ReviewDialog review={review} />}</Suspense>
  return <Bar />
}

const Bar = () => {
  const t = useTranslations('recording')
  const state = useRecorder()
  // Four times a second: once would skip a second now and then.
  useNow(250)
  const { status, isWithoutMicrophone } = state
  const time = formatDuration(recordedSoFar(state) / 1_000)
  const isRunning = status === 'recording'
  return (
    <section
      aria-label={t('bar')}
      className="flex min-h-11 shrink-0 flex-wrap items-center justify-center gap-x-3 gap-y-1 border-b border-line bg-raised px-3 py-1"
    >
      {status === 'asking' || status === 'stopping' ? (
        <p role="status" className="flex items-center gap-2 text-sm text-muted">
          <LoaderCircle aria-hidden className="size-4" />
          {status === 'asking' ? t('asking') : t('stopping')}
        </p>
      ) : (
        <>
          <p className="flex items-center gap-2 font-medium text-danger">
            {isRunning ? (
              <Circle aria-hidden className="size-3" fill="currentColor" />
            ) : (
              <Pause aria-hidden className="size-4" />
            )}
            {isRunning ? t('recording', { time }) : t('paused', { time })}
          </p>
          <Button size="sm" onPress={isRunning ? pauseRecording : resumeRecording}>
            {isRunning ? <Pause aria-hidden className="size-3.5" /> : <Play aria-hidden className="size-3.5" />}
            {isRunning ? t('pause') : t('resume')}
          </Button>
          <Button size="sm" variant="primary" onPress={stopRecording}>
            <Square aria-hidden className="size-3" fill="currentColor" />
            {t('stop')}
          </Button>
          {isWithoutMicrophone && (
            <p role="status" className="flex items-center gap-1 text-xs text-warn">
              <MicOff aria-hidden className="size-3.5" />
              {t('noMicrophone')}
            </p>
          )}
        </>
      )}
    </section>
  )
}

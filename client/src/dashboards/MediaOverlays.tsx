import { Suspense } from 'react'
import { useLightbox } from '../attachments/lightboxState.ts'
import { lazily } from '../lib/lazily.ts'
import { useRecorder } from '../recording/recorderState.ts'

const RecordingBar = lazily(() => import('../recording/RecordingBar.tsx'), 'RecordingBar')
const Lightbox = lazily(() => import('../attachments/Lightbox.tsx'), 'Lightbox')

/** Overlays outside the panels: the recording bar and the lightbox. */
export const MediaOverlays = () => {
  const isRecording = useRecorder(({ status }) => status !== 'idle')
  const isViewing = useLightbox(({ shown }) => shown !== null)
  return (
    <Suspense>
      {isRecording && <RecordingBar />}
      {isViewing && <Lightbox />}
    </Suspense>
  )
}

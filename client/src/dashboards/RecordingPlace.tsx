import { Suspense } from 'react'
import { useLightbox } from '../attachments/lightboxState.ts'
import { lazily } from '../lib/lazily.ts'
import { useRecorder } from '../recording/recorderState.ts'

const RecordingBar = lazily(() => import('../recording/RecordingBar.tsx'), 'RecordingBar')
const Lightbox = lazily(() => import('../attachments/Lightbox.tsx'), 'Lightbox')

/** What belongs to no panel: the recording that is running, and the file that is looked at. */
export const RecordingPlace = () => {
  const isRecording = useRecorder(({ status }) => status !== 'idle')
  const isLooking = useLightbox(({ shown }) => shown !== null)
  return (
    <Suspense>
      {isRecording && <RecordingBar />}
      {isLooking && <Lightbox />}
    </Suspense>
  )
}

import { useCallback, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { inspectVideo } from '../attachments/poster.ts'
import { useUploads } from '../attachments/useUploads.ts'
import { closeReview, recordingName } from './recorder.ts'
import type { Review } from './recorderState.ts'
import type { Inspected } from './remux.ts'
import { isWhole, type Range } from './trim.ts'

/** Loaded when there is a recording to review. */
const loadRemux = () => import('./remux.ts')

type Read =
  | { state: 'reading' }
  | { state: 'ready'; inspected: Inspected; whole: Blob }
  /** It can still be attached unchanged. */
  | { state: 'unreadable' }

/** Inspects a recording and prepares the file to attach. */
export const useReview = ({ recording, blob }: Review) => {
  const uploads = useUploads()
  const t = useTranslations('recording')
  const [read, setRead] = useState<Read>({ state: 'reading' })
  const [attaching, setAttaching] = useState<'no' | 'busy' | 'failed'>('no')

  useEffect(() => {
    let isOver = false
    const readThrough = async (): Promise<Read> => {
      const { inspect, cut } = await loadRemux()
      const inspected = await inspect(blob)
      return { state: 'ready', inspected, whole: await cut(blob, { start: 0, end: inspected.duration }) }
    }
    void readThrough()
      .catch((): Read => ({ state: 'unreadable' }))
      .then((now) => !isOver && setRead(now))
    return () => {
      isOver = true
    }
  }, [blob])

  const attach = useCallback(
    async (range: Range) => {
      setAttaching('busy')
      try {
        const file = await fileOf(read, blob, range)
        uploads.add({
          scope: recording.scope,
          file,
          fileName: recordingName({ ...recording, mimeType: file.type }, (at) => t('fileName', { at })),
          contentType: file.type.split(';')[0]!,
          isRecording: true,
          inspect: () => inspectVideo(file),
        })
        await closeReview()
      } catch {
        setAttaching('failed')
      }
    },
    [uploads, recording, read, blob, t],
  )
  return { read, attaching, attach }
}

const fileOf = async (read: Read, raw: Blob, range: Range): Promise<Blob> => {
  if (read.state !== 'ready') return raw
  if (isWhole(range, read.inspected.duration)) return read.whole
  return (await loadRemux()).cut(raw, range)
}

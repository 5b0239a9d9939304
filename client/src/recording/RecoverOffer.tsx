import { History } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useClient } from 'urql'
import { clockTime } from '../lib/time.ts'
import { Button } from '../ui/Button.tsx'
import { toast } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { dropRecording, type StoredRecording } from './storedRecordings.ts'
import { reviewRecording } from './recorder.ts'
import { useRecorder } from './recorderState.ts'
import { lostRecordings, recoverRecording } from './recover.ts'
import { dropCopy } from './serverCopy.ts'

/** Offers a recording for this draft that a crash or a closed page cut off. */
export const RecoverOffer = ({ scope }: { scope: string }) => {
  const t = useTranslations('recording')
  const client = useClient()
  const { viewer } = useViewer()
  const status = useRecorder((state) => state.status)
  const [lost, setLost] = useState<StoredRecording[]>([])
  const [isBusy, setBusy] = useState(false)

  useEffect(() => {
    let isOver = false
    void lostRecordings(viewer.id, scope).then((found) => !isOver && setLost(found))
    return () => {
      isOver = true
    }
    // After each review, so that a recovered or discarded recording is no longer offered.
  }, [viewer.id, scope, status])

  const [kept] = lost
  if (!kept || status !== 'idle') return null
  const forget = () => {
    setLost(lost.filter(({ id }) => id !== kept.id))
    void dropRecording(kept.id)
    if (kept.copy) void dropCopy(kept.copy.url)
  }
  const recover = async () => {
    setBusy(true)
    const blob = await recoverRecording(client, kept).catch(() => undefined)
    setBusy(false)
    if (blob) return reviewRecording({ recording: kept, blob, stoppedAtLimit: false })
    toast(t('nothingLeft'), { tone: 'problem' })
    forget()
  }
  return (
    <div role="status" className="flex flex-wrap items-center gap-2 px-3 pt-2 text-sm text-warn">
      <History aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 flex-1">{t('lost', { time: clockTime(kept.startedAt) })}</p>
      <Button size="sm" isDisabled={isBusy} onPress={() => void recover()}>
        {isBusy ? t('recovering') : t('recover')}
      </Button>
      <Button size="sm" variant="danger" isDisabled={isBusy} onPress={forget}>
        {t('discard')}
      </Button>
    </div>
  )
}

import { MonitorDot } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useIsTouchPhone } from '../lib/useMedia.ts'
import { useRememberedFlag } from '../lib/useRememberedFlag.ts'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Check.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Popover } from '../ui/Popover.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { canRecord } from './capture.ts'
import { dismissProblem, startRecording } from './recorder.ts'
import { useRecorder } from './recorderState.ts'

/** Records the screen into a draft. */
export const RecordButton = ({ scope }: { scope: string }) => {
  const t = useTranslations('recording')
  const [isOpen, setOpen] = useState(false)
  const problem = useRecorder((state) => state.problem)
  const isTouchPhone = useIsTouchPhone()
  if (isTouchPhone) return null
  return (
    <Popover
      trigger={<IconButton icon={MonitorDot} label={t('record')} />}
      label={t('record')}
      placement="top start"
      isOpen={isOpen || problem !== null}
      onOpenChange={(open) => {
        setOpen(open)
        dismissProblem()
      }}
      className="flex w-80 max-w-full flex-col items-start gap-3 p-4"
    >
      <Ask scope={scope} onStart={() => setOpen(false)} />
    </Popover>
  )
}

const Ask = ({ scope, onStart }: { scope: string; onStart: () => void }) => {
  const t = useTranslations('recording')
  const { viewer } = useViewer()
  const [withMicrophone, setMicrophone] = useRememberedFlag('recording.microphone', true)
  const isIdle = useRecorder(({ status }) => status === 'idle')
  const problem = useRecorder((state) => state.problem)
  if (!canRecord()) return <p className="text-sm">{t('problem.unsupported')}</p>
  if (!isIdle) return <p className="text-sm">{t('busy')}</p>
  return (
    <>
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {t(`problem.${problem}`)}
        </p>
      )}
      <p className="text-sm text-muted">{t('recordHint')}</p>
      <Check isSelected={withMicrophone} onChange={setMicrophone}>
        {t('microphone')}
      </Check>
      <Button
        variant="primary"
        autoFocus
        onPress={() => {
          onStart()
          void startRecording({ viewerId: viewer.id, scope, withMicrophone, nameAt: (at) => t('fileName', { at }) })
        }}
      >
        <MonitorDot aria-hidden className="size-4" />
        {t('start')}
      </Button>
    </>
  )
}

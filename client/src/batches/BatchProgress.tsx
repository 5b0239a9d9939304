import { useEffect, useRef } from 'react'
import { ProgressBar } from 'react-aria-components'
import { useSubscription } from 'urql'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { beginChange } from '../ui/undo.ts'
import {
  BatchProgressDocument,
  useBatchQuery,
  useCancelBatchMutation,
  useUndoBatchMutation,
  type BatchJobFieldsFragment,
} from './batch.generated.ts'
import type { BatchChange } from './batch.ts'
import { useBatchJob } from './batchJob.ts'

/** Long enough to read the result, in milliseconds. */
const SHOWN_MS = 10_000

/** The progress of a bulk edit job; once it has finished, a toast with undo. */
export const BatchProgress = () => {
  const t = useTranslations('tickets')
  const jobId = useBatchJob((state) => state.jobId) ?? ''
  const changes = useBatchJob((state) => state.changes)
  useSubscription({ query: BatchProgressDocument, variables: { jobId }, pause: !jobId })
  const [{ data }] = useBatchQuery({ variables: { jobId }, pause: !jobId, requestPolicy: 'cache-and-network' })
  const [, cancel] = useCancelBatchMutation()
  const [, undo] = useUndoBatchMutation()
  const job = data?.batch?.id === jobId ? data.batch : undefined
  const isOpen = !job || job.state === 'RUNNING' || job.state === 'UNDOING'

  const reported = useRef('')
  useEffect(() => {
    if (!job || isOpen || reported.current === `${job.id} ${job.state}`) return
    reported.current = `${job.id} ${job.state}`
    const back = () => {
      // Followed again only once the undo has started: until then the job is still the finished one.
      void undo({ input: { jobId: job.id } }).then(({ data: answer }) => {
        if (!toastRefusal(answer?.undoBatch, t('changeFailed'))) useBatchJob.setState({ jobId: job.id })
      })
    }
    const tone = job.failed + job.conflicts > 0 ? 'problem' : 'done'
    if (job.state !== 'UNDONE' && job.changed > 0)
      beginChange().done(resultText(job, changes, t), t('undo'), back, { tone })
    else toast(resultText(job, changes, t), { tone, shownMs: SHOWN_MS })
    useBatchJob.setState({ jobId: undefined })
  }, [job, isOpen, changes, t, undo])

  if (!jobId || !isOpen) return null
  const total = job?.state === 'UNDOING' ? job.changed : (job?.total ?? 0)
  const done = job?.processed ?? 0
  const label =
    total === 0 ? t('batchStarting') : t(job?.state === 'UNDOING' ? 'batchUndoing' : 'batchRunning', { done, total })
  return (
    <ProgressBar
      aria-label={label}
      value={done}
      maxValue={Math.max(1, total)}
      className="flex items-center gap-3 border-b border-line px-3 py-1.5"
    >
      {({ percentage }) => (
        <>
          <span className="flex min-w-0 flex-1 flex-col gap-1">
            <span className="truncate text-sm text-muted tabular-nums">{label}</span>
            <span className="h-1 overflow-hidden rounded-sm bg-sunken">
              <span className="block h-full bg-accent" style={{ width: `${percentage ?? 0}%` }} />
            </span>
          </span>
          {job?.state === 'RUNNING' && (
            <Button size="sm" onPress={() => void cancel({ input: { jobId } })}>
              {t('batchCancel')}
            </Button>
          )}
        </>
      )}
    </ProgressBar>
  )
}

const resultText = (
  job: BatchJobFieldsFragment,
  changes: BatchChange | undefined,
  t: ReturnType<typeof useTranslations<'tickets'>>,
): string => {
  const sentences = [
    job.state === 'UNDONE'
      ? t('restored', { count: job.restored })
      : job.state === 'CANCELLED'
        ? t('batchCancelled', { count: job.changed })
        : t('changed', { count: job.changed, status: changes?.status ?? 'other' }),
  ]
  const numbers = job.problems.map(({ ticket }) => ticket.number).join(', ')
  if (job.conflicts > 0) sentences.push(t('notRestored', { count: job.conflicts, numbers }))
  else if (job.failed > 0)
    sentences.push(t('notChanged', { count: job.failed, problem: job.problems[0]?.reason ?? '' }))
  return sentences.join(' ')
}

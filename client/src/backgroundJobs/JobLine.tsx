import { CircleAlert, Clock, LoaderCircle, RotateCw } from 'lucide-react'
import { useFormatter, useNow, useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { fullTime } from '../lib/time.ts'
import { Button } from '../ui/Button.tsx'
import { toast } from '../ui/toasts.tsx'
import { useRetryBackgroundJobMutation, type JobLineFragment } from './backgroundJobs.generated.ts'

const ICONS = { FAILED: CircleAlert, RETRYING: RotateCw, RUNNING: LoaderCircle, WAITING: Clock }

/** A background job: what it does, its state, why it failed, and a button to retry it. */
export const JobLine = ({ job, onRetried }: { job: JobLineFragment; onRetried: () => void }) => {
  const t = useTranslations('backgroundJobs')
  const format = useFormatter()
  const now = useNow()
  const [{ fetching }, send] = useRetryBackgroundJobMutation()
  const { state, attempts, maxAttempts, runAt, lastError } = job
  const Icon = ICONS[state]
  const hasFailed = state === 'FAILED' || state === 'RETRYING'

  const retry = async () => {
    const { data } = await send({ input: { jobId: job.id } })
    const problem = data?.retryBackgroundJob.errors[0]
    if (data && !problem) toast(t('retried'))
    else toast(problem?.message ?? t('notRetried'), { tone: 'problem' })
    onRetried()
  }
  return (
    <li className="flex items-start gap-3 border-b border-line px-3 py-2 last:border-0">
      <Icon
        aria-hidden
        className={classes('mt-0.5 size-4 shrink-0', state === 'FAILED' ? 'text-danger' : 'text-subtle')}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <p className="font-medium">{t('task', { task: job.task })}</p>
        <p className="text-xs text-muted">
          <span className={classes(state === 'FAILED' && 'font-medium text-danger')}>{t('state', { state })}</span>
          {' · '}
          {t('attempts', { count: attempts, most: maxAttempts })}
          {state !== 'FAILED' && state !== 'RUNNING' && (
            <>
              {' · '}
              <time dateTime={runAt} title={fullTime(runAt)}>
                {t('due', { time: format.relativeTime(new Date(runAt), now) })}
              </time>
            </>
          )}
        </p>
        {lastError && <p className="text-xs break-words text-muted">{lastError}</p>}
      </div>
      {hasFailed && (
        <Button size="sm" isDisabled={fetching} onPress={() => void retry()}>
          {t('retry')}
        </Button>
      )}
    </li>
  )
}

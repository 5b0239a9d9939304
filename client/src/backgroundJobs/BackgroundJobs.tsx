import { useCallback, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { BaseDialog } from '../ui/BaseDialog.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { useBackgroundJobsQuery } from './backgroundJobs.generated.ts'
import { backgroundJobsDialog } from './backgroundJobsDialog.ts'
import { JobLine } from './JobLine.tsx'
import { StoredMails } from './StoredMails.tsx'

/** Jobs run within seconds, so the list is read again this often while it is open, in milliseconds. */
const REFRESH_MS = 5_000

/** The background jobs for admins, failed ones first, with a button to retry them. */
export const BackgroundJobs = () => {
  const t = useTranslations('backgroundJobs')
  const [failed, loadFailed] = useBackgroundJobsQuery({
    variables: { states: ['FAILED', 'RETRYING'] },
    requestPolicy: 'cache-and-network',
  })
  const [others, loadOthers] = useBackgroundJobsQuery({
    variables: { states: ['RUNNING', 'WAITING'] },
    requestPolicy: 'cache-and-network',
  })
  const error = failed.error ?? others.error
  const jobs = [failed, others].flatMap(({ data }) => data?.backgroundJobs?.edges.map(({ node }) => node) ?? [])
  const isLoaded = Boolean(failed.data && others.data)

  const again = useCallback(() => {
    loadFailed({ requestPolicy: 'network-only' })
    loadOthers({ requestPolicy: 'network-only' })
  }, [loadFailed, loadOthers])
  useEffect(() => {
    const timer = setInterval(again, REFRESH_MS)
    return () => clearInterval(timer)
  }, [again])

  return (
    <BaseDialog title={t('title')} isOpen wide onClose={backgroundJobsDialog.close}>
      <div className="flex flex-col gap-3">
        <p className="text-sm text-muted">{t('hint')}</p>
        {jobs.length > 0 ? (
          <ul aria-label={t('title')} className="rounded-md border border-line">
            {jobs.map((job) => (
              <JobLine key={job.id} job={job} onRetried={again} />
            ))}
          </ul>
        ) : error ? (
          <ErrorPanel message={t('failed')} requestId={requestId(error)} onRetry={again} />
        ) : isLoaded ? (
          <p className="rounded-md border border-line p-6 text-center text-muted">{t('none')}</p>
        ) : (
          <SkeletonRows rows={2} />
        )}
        <StoredMails />
      </div>
    </BaseDialog>
  )
}

import { Loader, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { Button } from '../ui/Button.tsx'
import { toastRefusal } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useRetryMeetingMutation, type SessionFieldsFragment } from './sessions.generated.ts'

/** What keeps the meeting link from being there or up to date, and what staff can do about it. */
export const MeetingLink = ({ session }: { session: SessionFieldsFragment }) => {
  const t = useTranslations('sessions')
  const { viewer } = useViewer()
  const [{ fetching }, retry] = useRetryMeetingMutation()
  const { meetingState, hasMeetingLink, meetingProblemReason: reason, meetingIsRetried, host, id } = session
  if (meetingState === 'PENDING' && !hasMeetingLink)
    return (
      <p className="flex items-center gap-2 text-sm text-muted">
        <Loader aria-hidden className="size-4" />
        {t('linkPending')}
      </p>
    )
  if (meetingState !== 'FAILED') return null
  if (!isStaff(viewer.role)) return hasMeetingLink ? null : <p className="text-sm text-muted">{t('linkDelayed')}</p>
  const canRetry = viewer.role === 'ADMIN' || host.id === viewer.id
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm text-warn">
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        <p>{reason ? t(`problems.${reason}`) : t('linkFailed')}</p>
        {meetingIsRetried && <p>{t('isRetried')}</p>}
      </div>
      {canRetry && (
        <Button
          size="sm"
          isDisabled={fetching}
          onPress={() =>
            void retry({ input: { sessionId: id } }).then(({ data }) =>
              toastRefusal(data?.retryMeeting, t('changeFailed')),
            )
          }
        >
          {t('retry')}
        </Button>
      )}
    </div>
  )
}

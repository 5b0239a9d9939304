import { CircleCheck, Clock, FileQuestion, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { fullTime } from '../lib/time.ts'
import { Button } from '../ui/Button.tsx'
import type { DisputedTicketFragment, EvidenceFieldsFragment } from './cases.generated.ts'
import { useDispute, useDisputeNames } from './useDispute.ts'

type Props = { ticket: DisputedTicketFragment; requests: readonly EvidenceFieldsFragment[] }

/** What staff have asked for, as far as the viewer sees it. */
export const EvidenceList = ({ ticket, requests }: Props) => {
  const t = useTranslations('cases')
  const names = useDisputeNames(ticket)
  const { answerEvidence, isBusy } = useDispute(ticket)
  return (
    <ul className="flex flex-col gap-2" aria-label={t('evidence')}>
      {requests.map((request) => (
        <li key={request.id} className="flex items-start gap-2 rounded-md bg-sunken px-3 py-2">
          <FileQuestion aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
          <div className="flex min-w-0 flex-1 flex-col gap-1">
            <p className="text-sm font-medium">
              {ticket.viewerSide === 'STAFF' ? t('asked', { from: request.from, ...names }) : t('askedYou')}
            </p>
            <p dir="auto" className="text-sm wrap-anywhere whitespace-pre-wrap">
              {request.text}
            </p>
            <State request={request} isYours={ticket.viewerSide !== 'STAFF'} />
            {!request.answeredAt && ticket.case?.dueAt && (
              <Button
                size="sm"
                className="self-start"
                isDisabled={isBusy}
                onPress={() => void answerEvidence(request.id)}
              >
                {t('markAnswered')}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

const State = ({ request, isYours }: { request: EvidenceFieldsFragment; isYours: boolean }) => {
  const t = useTranslations('cases')
  const { answeredAt, dueAt, isOverdue } = request
  const when = fullTime(answeredAt ?? dueAt)
  const [Icon, tone, text] = answeredAt
    ? [CircleCheck, 'text-success', t('answered', { when })]
    : isOverdue
      ? [TriangleAlert, 'text-warn', t('overdue', { when })]
      : [Clock, 'text-muted', t(isYours ? 'answerBy' : 'dueBy', { when })]
  return (
    <p className={`flex items-start gap-1 text-xs ${tone}`}>
      <Icon aria-hidden className="mt-px size-3.5 shrink-0" />
      {text}
    </p>
  )
}

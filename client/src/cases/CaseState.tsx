import { Gavel, Scale, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { fullTime } from '../lib/time.ts'
import { useNow } from '../lib/useNow.ts'
import type { CaseFieldsFragment, DisputedTicketFragment } from './cases.generated.ts'
import { EvidenceList } from './EvidenceList.tsx'
import { useDisputeNames } from './useDispute.ts'

type Props = { ticket: DisputedTicketFragment; dispute: CaseFieldsFragment }

/** Where a dispute stands: who asked, evidence, decisions and appeals in their order, and what is due. */
export const CaseState = ({ ticket, dispute }: Props) => {
  const t = useTranslations('cases')
  const names = useDisputeNames(ticket)
  const { escalatedBy, reason, isAfterDeadline, escalatedAt, decisions, appeals, evidenceRequests } = dispute
  return (
    <ol className="flex flex-col gap-3">
      <Step
        icon={<Scale aria-hidden className="size-4 text-muted" />}
        title={t('escalated', names)}
        by={escalatedBy}
        at={escalatedAt}
        text={reason || (isAfterDeadline ? t('late') : '')}
      />
      {evidenceRequests.length > 0 && (
        <li>
          <EvidenceList ticket={ticket} requests={evidenceRequests} />
        </li>
      )}
      {decisions.flatMap((decision, n) => {
        const appeal = appeals[n]
        return [
          <Step
            key={`decision ${n}`}
            icon={<Gavel aria-hidden className="size-4 text-success" />}
            title={t(`outcomes.${decision.outcome}`, names)}
            by={decision.decidedBy}
            at={decision.decidedAt}
            text={decision.reason}
          />,
          appeal && (
            <Step
              key={`appeal ${n}`}
              icon={<Scale aria-hidden className="size-4 text-warn" />}
              title={t('appealedBy', { name: names[appeal.side === 'SHOP' ? 'shop' : 'requester'] })}
              by={appeal.appealedBy}
              at={appeal.appealedAt}
              text={appeal.reason}
            />
          ),
        ]
      })}
      <Due dispute={dispute} />
    </ol>
  )
}

type StepProps = {
  icon: ReactNode
  title: string
  by: { name: string } | null
  at: string
  text: string
}

const Step = ({ icon, title, by, at, text }: StepProps) => {
  const t = useTranslations('cases')
  return (
    <li className="flex items-start gap-2">
      <span className="mt-0.5 shrink-0">{icon}</span>
      <div className="flex min-w-0 flex-col gap-1">
        <p className="font-medium wrap-anywhere">{title}</p>
        {text && (
          <p dir="auto" className="text-sm wrap-anywhere whitespace-pre-wrap">
            {text}
          </p>
        )}
        <p className="text-xs text-muted">
          {by ? t('by', { name: isolated(by.name), when: fullTime(at) }) : fullTime(at)}
        </p>
      </div>
    </li>
  )
}

/** What is due next: the decision, or the end of the time to appeal. */
const Due = ({ dispute: { dueAt, appealableUntil, appeals } }: { dispute: CaseFieldsFragment }) => {
  const t = useTranslations('cases')
  const now = useNow().getTime()
  if (dueAt) {
    const isLate = new Date(dueAt).getTime() <= now
    const sentence = isLate ? 'decisionLate' : appeals.length > 0 ? 'appealDue' : 'decisionDue'
    return (
      <li className={isLate ? 'flex items-center gap-2 text-sm text-warn' : 'text-sm text-muted'}>
        {isLate && <TriangleAlert aria-hidden className="size-4 shrink-0" />}
        {t(sentence, { when: fullTime(dueAt) })}
      </li>
    )
  }
  if (!appealableUntil || new Date(appealableUntil).getTime() <= now) return null
  return <li className="text-sm text-muted">{t('appealUntil', { when: fullTime(appealableUntil) })}</li>
}

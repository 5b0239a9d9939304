import { FileQuestion, Gavel, Scale } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import type { DisputedTicketFragment } from './cases.generated.ts'
import { DecideDialog } from './DecideDialog.tsx'
import { EvidenceDialog } from './EvidenceDialog.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useDispute, useDisputeNames } from './useDispute.ts'

type Asking = 'escalate' | 'evidence' | 'decide' | 'appeal'

/** What the viewer can do in a dispute now, and the dialogs that ask for the rest. */
export const CaseActions = ({ ticket }: { ticket: DisputedTicketFragment }) => {
  const t = useTranslations('cases')
  const names = useDisputeNames(ticket)
  const { escalate, appealCase, isBusy } = useDispute(ticket)
  const [asking, setAsking] = useState<Asking | null>(null)
  const close = () => setAsking(null)
  const { viewerCanEscalate, viewerNeedsReasonToEscalate, case: dispute } = ticket
  const isLeftToOthers = ticket.viewerSide === 'STAFF' && dispute?.dueAt && !dispute.viewerCanDecide
  return (
    <>
      {viewerCanEscalate && (
        <Button
          isDisabled={isBusy}
          onPress={() => void (viewerNeedsReasonToEscalate ? setAsking('escalate') : escalate(null))}
        >
          <Scale aria-hidden className="size-4" />
          {t('escalate', names)}
        </Button>
      )}
      {dispute?.viewerCanAppeal && (
        <Button onPress={() => setAsking('appeal')}>
          <Scale aria-hidden className="size-4" />
          {t('appeal')}
        </Button>
      )}
      {dispute?.viewerCanDecide && (
        <Button variant="primary" onPress={() => setAsking('decide')}>
          <Gavel aria-hidden className="size-4" />
          {t('decide')}
        </Button>
      )}
      {dispute?.viewerCanRequestEvidence && (
        <Button onPress={() => setAsking('evidence')}>
          <FileQuestion aria-hidden className="size-4" />
          {t('requestEvidence')}
        </Button>
      )}
      {isLeftToOthers && <p className="text-sm text-muted">{t('someoneElse')}</p>}
      {asking === 'escalate' && (
        <ReasonDialog
          title={t('escalateTitle', names)}
          what={t('escalateWhat', names)}
          label={t('why')}
          action={t('escalate', names)}
          isBusy={isBusy}
          onSend={escalate}
          onClose={close}
        />
      )}
      {asking === 'appeal' && (
        <ReasonDialog
          title={t('appealTitle')}
          what={t('appealWhat', names)}
          label={t('appealReason')}
          action={t('appeal')}
          isBusy={isBusy}
          onSend={appealCase}
          onClose={close}
        />
      )}
      {asking === 'evidence' && <EvidenceDialog ticket={ticket} onClose={close} />}
      {asking === 'decide' && <DecideDialog ticket={ticket} onClose={close} />}
    </>
  )
}

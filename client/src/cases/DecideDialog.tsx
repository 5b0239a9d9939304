import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import type { DisputedTicketFragment } from './cases.generated.ts'
import { REASON_MAX } from './ReasonDialog.tsx'
import { type Outcome, OUTCOMES, useDispute, useDisputeNames } from './useDispute.ts'

/** Staff decide a dispute, or an appeal. */
export const DecideDialog = ({ ticket, onClose }: { ticket: DisputedTicketFragment; onClose: () => void }) => {
  const t = useTranslations('cases')
  const names = useDisputeNames(ticket)
  const { decideCase, isBusy } = useDispute(ticket)
  const [outcome, setOutcome] = useState<Outcome>('FOR_REQUESTER')
  const isAppeal = (ticket.case?.appeals.length ?? 0) > 0
  return (
    <Dialog title={t(isAppeal ? 'decideAppealTitle' : 'decideTitle')} isOpen onClose={onClose}>
      <Form
        onSubmit={async (event) => {
          event.preventDefault()
          const reason = String(new FormData(event.currentTarget).get('reason'))
          if (await decideCase({ outcome, reason })) onClose()
        }}
        className="flex flex-col gap-4"
      >
        <p>{t('decideWhat')}</p>
        <Select
          label={t('outcome')}
          value={outcome}
          onChange={setOutcome}
          choices={OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`, names) }))}
        />
        <Field label={t('reason')} name="reason" rows={5} maxLength={REASON_MAX} isRequired autoFocus />
        <Button type="submit" variant="primary" isDisabled={isBusy} className="self-end">
          {t('decide')}
        </Button>
      </Form>
    </Dialog>
  )
}

import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import type { DisputedTicketFragment } from './cases.generated.ts'
import { REASON_MAX } from './ReasonDialog.tsx'
import { useDispute, useDisputeNames } from './useDispute.ts'

const DAYS = [1, 2, 3, 5, 7, 14]
const DAY_MS = 24 * 3_600_000

/** Staff ask one side for evidence by a date. */
export const EvidenceDialog = ({ ticket, onClose }: { ticket: DisputedTicketFragment; onClose: () => void }) => {
  const t = useTranslations('cases')
  const { requester, shop } = useDisputeNames(ticket)
  const { requestEvidence, isBusy } = useDispute(ticket)
  const [from, setFrom] = useState<'REQUESTER' | 'SHOP'>('REQUESTER')
  const [days, setDays] = useState('3')
  const dueAt = () => new Date(Date.now() + Number(days) * DAY_MS).toISOString()
  return (
    <Dialog title={t('requestEvidenceTitle')} isOpen onClose={onClose}>
      <Form
        onSubmit={async (event) => {
          event.preventDefault()
          const text = String(new FormData(event.currentTarget).get('text'))
          if (await requestEvidence({ from, text, dueAt: dueAt() })) onClose()
        }}
        className="flex flex-col gap-4"
      >
        <p>{t('requestEvidenceWhat')}</p>
        <Select
          label={t('from')}
          value={from}
          onChange={setFrom}
          choices={[
            { value: 'REQUESTER', label: requester },
            ...(ticket.shopTakesPart ? [{ value: 'SHOP' as const, label: shop }] : []),
          ]}
        />
        <Field label={t('what')} name="text" rows={4} maxLength={REASON_MAX} isRequired autoFocus />
        <Select
          label={t('dueIn')}
          value={days}
          onChange={setDays}
          choices={DAYS.map((count) => ({ value: String(count), label: t('days', { count }) }))}
        />
        <Button type="submit" variant="primary" isDisabled={isBusy} className="self-end">
          {t('requestEvidence')}
        </Button>
      </Form>
    </Dialog>
  )
}

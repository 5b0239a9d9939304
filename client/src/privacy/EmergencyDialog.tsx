import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { refusalOf } from '../lib/refusal.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { emergencyDialog } from './emergencyDialog.ts'
import { useRequestEmergencyAccessMutation } from './privacy.generated.ts'

/** Admins name a private ticket and a reason, and can then read it for an hour. */
export const EmergencyDialog = ({ onOpen }: { onOpen: (number: string) => void }) => {
  const t = useTranslations('privacy')
  const [{ fetching }, send] = useRequestEmergencyAccessMutation()
  const [problem, setProblem] = useState<string>()
  const ask = async (ticketNumber: string, reason: string) => {
    const { data } = await send({ input: { ticketNumber, reason } })
    const refusal = refusalOf(data?.requestEmergencyAccess, t('emergencyFailed'))
    if (refusal) return setProblem(refusal)
    emergencyDialog.close()
    onOpen(ticketNumber.trim().toUpperCase())
  }
  return (
    <Dialog title={t('emergencyTitle')} isOpen onClose={emergencyDialog.close}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          const given = new FormData(event.currentTarget)
          void ask(String(given.get('number')), String(given.get('reason')))
        }}
        className="flex flex-col gap-4"
      >
        <p>{t('emergencyWhat')}</p>
        <Field label={t('number')} description={t('numberHint')} name="number" maxLength={30} isRequired autoFocus />
        <Field label={t('reason')} description={t('reasonHint')} name="reason" maxLength={500} rows={3} isRequired />
        {problem && (
          <p role="alert" className="text-sm text-danger">
            {problem}
          </p>
        )}
        <Button type="submit" variant="primary" isDisabled={fetching} className="self-end">
          {t('open')}
        </Button>
      </Form>
    </Dialog>
  )
}

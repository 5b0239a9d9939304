import { Scale } from 'lucide-react'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { refusalOf } from '../lib/refusal.ts'
import { fullTime } from '../lib/time.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { toastRefusal } from '../ui/toasts.tsx'
import { useLiftLegalHoldMutation, useSetLegalHoldMutation, type TicketHoldFragment } from './retention.generated.ts'

type Props = {
  ticket: { id: string; number: string }
  hold: TicketHoldFragment['legalHold'] | undefined
  /** Whether the viewer may set and lift it. */
  canChange: boolean
}

/** The legal hold on a ticket, for staff; admins set and lift it. */
export const LegalHold = ({ ticket: { id, number }, hold, canChange }: Props) => {
  const t = useTranslations('retention')
  const [asking, setAsking] = useState<'set' | 'lift' | null>(null)
  const close = () => setAsking(null)
  return (
    <>
      {hold && (
        <p className="flex items-start gap-2 rounded-md bg-sunken px-3 py-2 text-sm" data-detail="hold">
          <Scale aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
          <span className="flex min-w-0 flex-col">
            <span className="font-medium">{t('hold')}</span>
            {hold.reason && (
              <span dir="auto" className="wrap-anywhere">
                {hold.reason}
              </span>
            )}
            <span className="text-muted">
              {hold.setBy
                ? t('heldBy', { name: isolated(hold.setBy.name), when: fullTime(hold.setAt) })
                : t('heldSince', { when: fullTime(hold.setAt) })}
            </span>
          </span>
        </p>
      )}
      {canChange && (
        <Button onPress={() => setAsking(hold ? 'lift' : 'set')}>
          <Scale aria-hidden className="size-4" />
          {hold ? t('liftHold') : t('setHold')}
        </Button>
      )}
      {asking === 'set' && <SetDialog id={id} number={number} onClose={close} />}
      {asking === 'lift' && <LiftDialog id={id} number={number} onClose={close} />}
    </>
  )
}

type DialogProps = { id: string; number: string; onClose: () => void }

const SetDialog = ({ id, number, onClose }: DialogProps) => {
  const t = useTranslations('retention')
  const [{ fetching }, send] = useSetLegalHoldMutation()
  const save = async (reason: string) => {
    const { data } = await send({ input: { ticketId: id, reason } })
    if (!toastRefusal(data?.setLegalHold, t('changeFailed'))) onClose()
  }
  return (
    <Dialog title={t('setHoldTitle', { number })} isOpen onClose={onClose}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          void save(String(new FormData(event.currentTarget).get('reason')))
        }}
        className="flex flex-col gap-4"
      >
        <p>{t('setHoldWhat')}</p>
        <Field label={t('reason')} description={t('reasonHint')} name="reason" maxLength={200} autoFocus />
        <Button type="submit" variant="primary" isDisabled={fetching} className="self-end">
          {t('setHold')}
        </Button>
      </Form>
    </Dialog>
  )
}

const LiftDialog = ({ id, number, onClose }: DialogProps) => {
  const t = useTranslations('retention')
  const [{ fetching }, send] = useLiftLegalHoldMutation()
  const [problem, setProblem] = useState<string>()
  const lift = async () => {
    const { data } = await send({ input: { ticketId: id } })
    const refusal = refusalOf(data?.liftLegalHold, t('changeFailed'))
    if (refusal) setProblem(refusal)
    else onClose()
  }
  return (
    <ConfirmDialog
      title={t('liftHoldTitle', { number })}
      action={t('liftHold')}
      isBusy={fetching}
      problem={problem}
      onConfirm={() => void lift()}
      onClose={onClose}
    >
      <p>{t('liftHoldWhat')}</p>
    </ConfirmDialog>
  )
}

import { useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { toast } from '../ui/toasts.tsx'
import {
  useConfirmPhoneMutation,
  useRemovePhoneMutation,
  useRequestPhoneCodeMutation,
  type SettingsFieldsFragment,
} from './deliveries.generated.ts'

type Props = { settings: Pick<SettingsFieldsFragment, 'phone'>; onSaved: () => void }

/** The number for text messages: entered, verified with a code that is sent to it, and removed. */
export const PhoneNumber = ({ settings: { phone }, onSaved }: Props) => {
  const t = useTranslations('deliveries')
  const [, remove] = useRemovePhoneMutation()
  const removeIt = async (number: string) => {
    const { data } = await remove({ input: { phone: number } })
    if (data?.removePhone.errors.length === 0) return onSaved()
    toast(t('notSaved'), { tone: 'problem' })
  }
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 className="font-semibold">{t('phone')}</h3>
      {phone ? (
        <div className="flex flex-wrap items-center gap-3">
          <p className="min-w-0 flex-1">
            {t(phone.isStopped ? 'phoneStopped' : 'phoneText', { number: phone.number })}
          </p>
          <Button onPress={() => void removeIt(phone.number)}>{t('removePhone')}</Button>
        </div>
      ) : (
        <Verification onSaved={onSaved} />
      )}
    </section>
  )
}

const Verification = ({ onSaved }: { onSaved: () => void }) => {
  const t = useTranslations('deliveries')
  const [number, setNumber] = useState('')
  const [code, setCode] = useState('')
  const [isSent, setSent] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [{ fetching: isSending }, request] = useRequestPhoneCodeMutation()
  const [{ fetching: isConfirming }, confirm] = useConfirmPhoneMutation()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const errors = isSent
      ? (await confirm({ input: { code } })).data?.confirmPhone.errors
      : (await request({ input: { phone: number } })).data?.requestPhoneCode.errors
    setProblem(errors ? (errors[0]?.message ?? null) : t('notSaved'))
    if (errors?.length !== 0) return
    if (isSent) return onSaved()
    setSent(true)
  }
  const restart = () => {
    setSent(false)
    setCode('')
    setProblem(null)
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col items-start gap-3">
      {isSent ? (
        <Field
          key="code"
          autoFocus
          label={t('code')}
          description={t('codeHint', { number })}
          value={code}
          onChange={setCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          isRequired
          className="w-full max-w-72"
        />
      ) : (
        <Field
          key="number"
          type="tel"
          label={t('phoneNumber')}
          description={t('phoneHint')}
          value={number}
          onChange={setNumber}
          autoComplete="tel"
          isRequired
          className="w-full max-w-72"
        />
      )}
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" isDisabled={isSending || isConfirming}>
          {t(isSent ? 'confirmCode' : 'sendCode')}
        </Button>
        {isSent && <Button onPress={restart}>{t('otherNumber')}</Button>}
      </div>
    </form>
  )
}

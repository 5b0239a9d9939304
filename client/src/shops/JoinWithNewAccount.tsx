import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { joinWithNewAccount, type JoinProblem } from './accept.ts'

/** Name and password of a new seller. A full page load follows, so that no cache of another user remains. */
export const JoinWithNewAccount = ({ email, token }: { email: string; token: string }) => {
  const t = useTranslations('shops')
  const [problem, setProblem] = useState<JoinProblem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    const wrong = await joinWithNewAccount(token, String(form.get('name')), String(form.get('password')))
    setBusy(false)
    setProblem(wrong)
    if (!wrong) location.assign('/seller/chat')
  }
  return (
    <Form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label={t('yourName')} name="name" maxLength={100} isRequired autoComplete="name" autoFocus />
      <Field
        label={t('password')}
        description={t('passwordHint')}
        name="password"
        type="password"
        minLength={10}
        maxLength={128}
        isRequired
        autoComplete="new-password"
      />
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {t(problem)}
        </p>
      )}
      <Button type="submit" variant="primary" isDisabled={isBusy} className="h-9">
        {isBusy ? t('joining') : t('createAndJoin')}
      </Button>
    </Form>
  )
}

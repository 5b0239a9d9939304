import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { CodeForm } from './CodeForm.tsx'
import { DemoSignIns } from './DemoSignIns.tsx'
import { signIn, type SignInProblem } from './signIn.ts'
import type { Desk } from './useViewer.ts'

/** Email and password, then a code if the person has a second factor; on the demo desk, also a button for each demo account. */
export const SignInForm = ({
  desk,
  email = '',
  takesFocus = true,
  onSignedIn,
}: {
  desk: Desk | undefined
  /** The initial email address. */
  email?: string
  /** Whether the user opened it: a form that opens by itself must not take the focus. */
  takesFocus?: boolean
  onSignedIn: () => Promise<void> | void
}) => {
  const t = useTranslations('viewer')
  const [problem, setProblem] = useState<SignInProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const [asksForCode, setAsksForCode] = useState(false)

  const enter = async (email: string, password: string) => {
    setBusy(true)
    const wrong = await signIn(email, password)
    setAsksForCode(wrong === 'secondFactor')
    setProblem(wrong === 'secondFactor' ? null : wrong)
    if (!wrong) await onSignedIn()
    setBusy(false)
  }

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    void enter(String(form.get('email')), String(form.get('password')))
  }

  if (asksForCode) return <CodeForm onSignedIn={onSignedIn} onBack={() => setAsksForCode(false)} />
  return (
    <div className="flex flex-col gap-6">
      <Form onSubmit={submit} className="flex flex-col gap-4">
        {/* Not type="email": browsers reject addresses that the server accepts. */}
        <Field
          label={t('email')}
          name="email"
          inputMode="email"
          autoComplete="username"
          defaultValue={email}
          isRequired
          autoFocus={takesFocus && !email}
        />
        <Field
          label={t('password')}
          name="password"
          type="password"
          autoComplete="current-password"
          isRequired
          autoFocus={takesFocus && Boolean(email)}
        />
        {problem && (
          <p role="alert" className="text-sm text-danger">
            {t(problem)}
          </p>
        )}
        <Button type="submit" variant="primary" isDisabled={busy} className="h-9">
          {busy ? t('signingIn') : t('signIn')}
        </Button>
      </Form>
      {desk && desk.demoSignIns.length > 0 && desk.demoPassword && (
        <DemoSignIns desk={desk} isDisabled={busy} onChoose={(email) => void enter(email, desk.demoPassword!)} />
      )}
    </div>
  )
}

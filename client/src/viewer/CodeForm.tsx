import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { enterCode, type CodeProblem } from './signIn.ts'

/** The second step of signing in: a code of the authenticator app, or a recovery code. */
export const CodeForm = ({ onSignedIn, onBack }: { onSignedIn: () => Promise<void> | void; onBack: () => void }) => {
  const t = useTranslations('viewer')
  const [isRecovery, setRecovery] = useState(false)
  const [problem, setProblem] = useState<CodeProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code')).trim()
    setBusy(true)
    const wrong = await enterCode(isRecovery ? code : code.replaceAll(/\s/g, ''), isRecovery)
    setProblem(wrong)
    if (!wrong) await onSignedIn()
    setBusy(false)
  }
  const other = () => {
    setRecovery(!isRecovery)
    setProblem(null)
  }
  return (
    <Form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <Field
        key={String(isRecovery)}
        label={isRecovery ? t('recoveryCode') : t('code')}
        description={isRecovery ? t('recoveryCodeHint') : t('codeHint')}
        name="code"
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        isRequired
        autoFocus
      />
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {t(problem)}
        </p>
      )}
      <Button type="submit" variant="primary" isDisabled={busy} className="h-9">
        {busy ? t('signingIn') : t('signIn')}
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button variant="quiet" size="sm" onPress={other}>
          {isRecovery ? t('useCode') : t('useRecoveryCode')}
        </Button>
        <Button variant="quiet" size="sm" onPress={onBack}>
          {t('startOver')}
        </Button>
      </div>
    </Form>
  )
}

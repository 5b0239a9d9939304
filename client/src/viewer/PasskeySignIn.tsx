import { Fingerprint } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { enter } from './enter.ts'
import { type PasskeyProblem, signInWithPasskey } from './passkey.ts'

/** The button that signs in with a passkey. */
export const PasskeySignIn = ({ next }: { next: string }) => {
  const t = useTranslations('viewer')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<PasskeyProblem | null>(null)
  const signIn = async () => {
    setBusy(true)
    const wrong = await signInWithPasskey()
    setProblem(wrong)
    if (!wrong) await enter(next)
    setBusy(false)
  }
  return (
    <div className="flex flex-col gap-2">
      <Button onPress={() => void signIn()} isDisabled={busy} className="h-9">
        <Fingerprint aria-hidden className="size-4" />
        {t('passkeySignIn')}
      </Button>
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {t(`passkeyProblems.${problem}`)}
        </p>
      )}
    </div>
  )
}

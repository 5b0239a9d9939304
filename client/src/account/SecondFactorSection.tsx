import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { toast } from '../ui/toasts.tsx'
import type { Account } from './account.ts'
import { CurrentPassword } from './CurrentPassword.tsx'
import { ProblemText } from './ProblemText.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { Section } from './Section.tsx'
import { SetUpApp } from './SetUpApp.tsx'
import { useAuthForm } from './useAuthForm.ts'

type Props = { account: Account; again: () => Promise<void> }
type App = { totpURI: string; backupCodes: string[] }

const PATHS = {
  enable: 'two-factor/enable',
  disable: 'two-factor/disable',
  renew: 'two-factor/generate-backup-codes',
} as const

/** The second factor: setting up an authenticator app, new recovery codes, and removing it. */
export const SecondFactorSection = ({ account, again }: Props) => {
  const t = useTranslations('account')
  const [asked, setAsked] = useState<keyof typeof PATHS | null>(null)
  const [app, setApp] = useState<App>()
  const [codes, setCodes] = useState<string[]>()

  const confirmed = (body: unknown) => {
    setAsked(null)
    if (asked === 'enable') return setApp(body as App)
    if (asked === 'renew') return setCodes((body as App).backupCodes)
    toast(t('factorRemoved'))
    void again()
  }
  const setUp = () => {
    setCodes(app!.backupCodes)
    setApp(undefined)
  }
  const done = () => {
    setCodes(undefined)
    void again()
  }
  const isIdle = !asked && !app && !codes
  return (
    <Section title={t('secondFactor')}>
      {!app && !codes && <p className="text-muted">{account.secondFactor ? t('factorOn') : t('factorWhat')}</p>}
      {isIdle && !account.secondFactor && (
        <Button
          variant={account.mustSetUp ? 'primary' : 'secondary'}
          className="self-start"
          onPress={() => setAsked('enable')}
        >
          {t('setUpFactor')}
        </Button>
      )}
      {isIdle && account.secondFactor && (
        <div className="flex flex-wrap gap-2">
          <Button onPress={() => setAsked('renew')}>{t('newCodes')}</Button>
          <Button variant="danger" onPress={() => setAsked('disable')}>
            {t('removeFactor')}
          </Button>
        </div>
      )}
      {asked && (
        <Confirm key={asked} account={account} action={asked} onDone={confirmed} onCancel={() => setAsked(null)} />
      )}
      {app && <SetUpApp uri={app.totpURI} onDone={setUp} />}
      {codes && <RecoveryCodes codes={codes} onDone={done} />}
    </Section>
  )
}

type ConfirmProps = {
  account: Account
  action: keyof typeof PATHS
  onDone: (body: unknown) => void
  onCancel: () => void
}

/** Asks for the password first, if there is one. */
const Confirm = ({ account, action, onDone, onCancel }: ConfirmProps) => {
  const t = useTranslations('account')
  const { busy, problem, onSubmit } = useAuthForm(PATHS[action], (_fields, { body }) => onDone(body))
  return (
    <Form onSubmit={onSubmit} className="flex flex-col gap-4">
      {account.hasPassword && <CurrentPassword name="password" email={account.email} autoFocus />}
      <ProblemText problem={problem} />
      <div className="flex gap-2">
        <Button onPress={onCancel}>{t('cancel')}</Button>
        <Button type="submit" variant={action === 'disable' ? 'danger' : 'primary'} isDisabled={busy}>
          {action === 'disable' ? t('removeFactor') : t('continue')}
        </Button>
      </div>
    </Form>
  )
}

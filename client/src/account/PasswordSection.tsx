import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { toast } from '../ui/toasts.tsx'
import { announceViewer } from '../viewer/checkViewer.ts'
import type { Account } from './account.ts'
import { CurrentPassword } from './CurrentPassword.tsx'
import { PasswordField } from './PasswordField.tsx'
import { ProblemText } from './ProblemText.tsx'
import { Section } from './Section.tsx'
import { useAuthForm } from './useAuthForm.ts'

/** A new password, which ends all other sign-ins. */
export const PasswordSection = ({ account, again }: { account: Account; again: () => Promise<void> }) => {
  const t = useTranslations('account')
  // A new form, whose fields are empty.
  const [count, setCount] = useState(0)
  const done = () => {
    announceViewer()
    toast(t('passwordSaved'))
    setCount(count + 1)
    void again()
  }
  const { busy, problem, onSubmit } = useAuthForm('change-password', done)
  return (
    <Section title={t('password')}>
      <p className="text-muted">{t('passwordWhat')}</p>
      <Form key={count} onSubmit={onSubmit} className="flex flex-col gap-4">
        <CurrentPassword name="currentPassword" email={account.email} />
        <PasswordField label={t('newPassword')} name="newPassword" />
        <ProblemText problem={problem} />
        <Button type="submit" isDisabled={busy} className="self-start">
          {t('changePassword')}
        </Button>
      </Form>
    </Section>
  )
}

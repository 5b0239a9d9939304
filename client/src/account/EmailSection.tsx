import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import type { Account } from './account.ts'
import { CurrentPassword } from './CurrentPassword.tsx'
import { ProblemText } from './ProblemText.tsx'
import { Section } from './Section.tsx'
import { useAuthForm } from './useAuthForm.ts'

/** The email address; a new one is confirmed by a mailed link first. */
export const EmailSection = ({ account }: { account: Account }) => {
  const t = useTranslations('account')
  const [sentTo, setSentTo] = useState<string>()
  const { busy, problem, onSubmit } = useAuthForm('account/email', (fields) => setSentTo(fields.email))
  return (
    <Section title={t('emailAddress')}>
      <p className="break-words">{account.email}</p>
      {sentTo && <p role="status">{t('emailSent', { email: sentTo })}</p>}
      {!sentTo && (
        <Form onSubmit={onSubmit} className="flex flex-col gap-4">
          <Field
            label={t('newEmail')}
            description={t('newEmailHint')}
            name="email"
            inputMode="email"
            autoComplete="off"
            isRequired
          />
          {account.hasPassword && <CurrentPassword name="password" email={account.email} />}
          <ProblemText problem={problem} />
          <Button type="submit" isDisabled={busy} className="self-start">
            {busy ? t('sending') : t('sendLink')}
          </Button>
        </Form>
      )}
    </Section>
  )
}

import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { listOf } from '../lib/locale.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { announceViewer } from '../viewer/checkViewer.ts'
import { EntryPage } from '../viewer/EntryPage.tsx'
import { useSignInOptions } from '../viewer/signInOptions.ts'
import { LinkRequest } from './LinkRequest.tsx'
import { PasswordField } from './PasswordField.tsx'
import { ProblemText } from './ProblemText.tsx'
import { ToSignIn } from './ToSignIn.tsx'
import { useAuthForm } from './useAuthForm.ts'
import { Username } from './Username.tsx'
import { tokenInLink, useMailedLink } from './useMailedLink.ts'

/** Sign-up of buyers: asks for an address first; with a mail's link, for name and password. */
export const SignUpPage = () => {
  const t = useTranslations('account')
  const [isByLink] = useState(() => tokenInLink() !== '')
  return (
    <EntryPage title={t('signUpTitle')}>
      {isByLink ? <ByLink /> : <AskForLink />}
      <ToSignIn label={t('haveAccount')} />
    </EntryPage>
  )
}

const AskForLink = () => {
  const t = useTranslations('account')
  const options = useSignInOptions()
  if (!options) return null
  if (options.signUp === 'off') return <ProblemText problem="SIGN_UP_OFF" />
  return (
    <LinkRequest path="sign-up" sent={(email) => t('signUpSent', { email })}>
      <p className="text-muted">{t('signUpWhat')}</p>
      {options.domains.length > 0 && (
        <p className="text-muted">
          {t('signUpDomains', { domains: listOf(options.domains, { type: 'disjunction' }) })}
        </p>
      )}
    </LinkRequest>
  )
}

const ByLink = () => {
  const { token, email, problem } = useMailedLink('sign-up/check')
  return (
    <>
      {email && <SignUpForm token={token} email={email} />}
      <ProblemText problem={problem} />
    </>
  )
}

const SignUpForm = ({ token, email }: { token: string; email: string }) => {
  const t = useTranslations('account')
  const done = () => {
    announceViewer()
    location.assign('/')
  }
  const { busy, problem, onSubmit } = useAuthForm('sign-up/complete', done, { token })
  return (
    <Form onSubmit={onSubmit} className="flex flex-col gap-4">
      <p className="break-words text-muted">{t('signUpFor', { email })}</p>
      <Username email={email} />
      <Field label={t('yourName')} name="name" maxLength={100} isRequired autoFocus autoComplete="name" />
      <PasswordField label={t('password')} />
      <ProblemText problem={problem} />
      <Button type="submit" variant="primary" isDisabled={busy} className="h-9">
        {busy ? t('creating') : t('createAccount')}
      </Button>
    </Form>
  )
}

import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { EntryPage } from '../viewer/EntryPage.tsx'
import { announceViewer } from '../viewer/checkViewer.ts'
import { PasswordField } from './PasswordField.tsx'
import { ProblemText } from './ProblemText.tsx'
import { ToSignIn } from './ToSignIn.tsx'
import { useAuthForm } from './useAuthForm.ts'
import { Username } from './Username.tsx'
import { useMailedLink } from './useMailedLink.ts'

/** The page of a mail's link: a new password. */
export const ResetPasswordPage = () => {
  const t = useTranslations('account')
  const { token, email, problem } = useMailedLink('reset-password/check')
  const [isDone, setDone] = useState(false)
  return (
    <EntryPage title={t('resetTitle')}>
      {email && !isDone && <ResetForm token={token} email={email} onDone={() => setDone(true)} />}
      {isDone && <p role="status">{t('resetDone')}</p>}
      <ProblemText problem={token ? problem : 'LINK_GONE'} />
      {(isDone || problem || !token) && <ToSignIn />}
    </EntryPage>
  )
}

const ResetForm = ({ token, email, onDone }: { token: string; email: string; onDone: () => void }) => {
  const t = useTranslations('account')
  const done = () => {
    // Other tabs of this browser may have been signed out.
    announceViewer()
    onDone()
  }
  const { busy, problem, onSubmit } = useAuthForm('reset-password', done, { token })
  return (
    <Form onSubmit={onSubmit} className="flex flex-col gap-4">
      <p className="break-words text-muted">{t('resetWhat', { email })}</p>
      <Username email={email} />
      <PasswordField label={t('newPassword')} autoFocus />
      <ProblemText problem={problem} />
      <Button type="submit" variant="primary" isDisabled={busy} className="h-9">
        {busy ? t('saving') : t('setPassword')}
      </Button>
    </Form>
  )
}

import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { CodeForm } from '../viewer/CodeForm.tsx'
import { enter } from '../viewer/enter.ts'
import { EntryPage } from '../viewer/EntryPage.tsx'
import { signedIn } from '../viewer/signIn.ts'
import { LinkRequest } from './LinkRequest.tsx'
import { ProblemText } from './ProblemText.tsx'
import { ToSignIn } from './ToSignIn.tsx'
import { useAuthForm } from './useAuthForm.ts'
import { tokenInLink } from './useMailedLink.ts'

/** Signing in without a password: asks for an address; with a mail's link, signs in. */
export const SignInLinkPage = () => {
  const t = useTranslations('account')
  const [token] = useState(tokenInLink)
  return (
    <EntryPage title={t('linkTitle')}>
      {token ? (
        <ByLink token={token} />
      ) : (
        <LinkRequest path="sign-in/request-link" sent={(email) => t('linkSent', { email })}>
          <p className="text-muted">{t('linkWhat')}</p>
        </LinkRequest>
      )}
      <ToSignIn />
    </EntryPage>
  )
}

/** The button keeps mail scanners, which open links, from using the link up. */
const ByLink = ({ token }: { token: string }) => {
  const t = useTranslations('account')
  const [asksForCode, setAsksForCode] = useState(false)
  const { busy, problem, onSubmit } = useAuthForm(
    'sign-in/link',
    (_fields, answer) => (signedIn(answer) ? setAsksForCode(true) : void enter('/')),
    { token },
  )
  if (asksForCode) return <CodeForm onSignedIn={() => enter('/')} onBack={() => location.assign('/sign-in')} />
  return (
    <Form onSubmit={onSubmit} className="flex flex-col gap-4">
      <ProblemText problem={problem} />
      <Button type="submit" variant="primary" isDisabled={busy} className="h-9" autoFocus>
        {t('signInNow')}
      </Button>
    </Form>
  )
}

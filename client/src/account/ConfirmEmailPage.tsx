import { useTranslations } from 'use-intl'
import { Form } from 'react-aria-components'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { LinkButton } from '../ui/LinkButton.tsx'
import { EntryPage } from '../viewer/EntryPage.tsx'
import { ProblemText } from './ProblemText.tsx'
import { useAuthForm } from './useAuthForm.ts'
import { tokenInLink } from './useMailedLink.ts'

/** The page of a mail's link: confirms a new email address. The button keeps mail scanners from using the link up. */
export const ConfirmEmailPage = () => {
  const t = useTranslations('account')
  const [token] = useState(tokenInLink)
  const [email, setEmail] = useState<string>()
  const { busy, problem, onSubmit } = useAuthForm(
    'confirm-email',
    (_fields, { body }) => setEmail((body as { email: string }).email),
    { token },
  )
  return (
    <EntryPage title={t('confirmTitle')}>
      {email ? (
        <>
          <p role="status" className="break-words">
            {t('confirmed', { email })}
          </p>
          <LinkButton href="/">{t('toDesk')}</LinkButton>
        </>
      ) : (
        <Form onSubmit={onSubmit} className="flex flex-col gap-4">
          <p className="text-muted">{t('confirmWhat')}</p>
          <ProblemText problem={problem} />
          <Button type="submit" variant="primary" isDisabled={busy} className="h-9">
            {t('confirm')}
          </Button>
        </Form>
      )}
    </EntryPage>
  )
}

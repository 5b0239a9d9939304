import { useTranslations } from 'use-intl'
import { EntryPage } from '../viewer/EntryPage.tsx'
import { LinkRequest } from './LinkRequest.tsx'
import { ToSignIn } from './ToSignIn.tsx'

/** The page for a forgotten password: sends a link. */
export const ForgotPasswordPage = () => {
  const t = useTranslations('account')
  return (
    <EntryPage title={t('forgotTitle')}>
      <LinkRequest path="forgot-password" sent={(email) => t('forgotSent', { email })}>
        <p className="text-muted">{t('forgotWhat')}</p>
      </LinkRequest>
      <ToSignIn />
    </EntryPage>
  )
}

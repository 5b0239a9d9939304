import { useTranslations } from 'use-intl'
import { CodeForm } from './CodeForm.tsx'
import { enter } from './enter.ts'
import { EntryPage } from './EntryPage.tsx'

/** The second step of a sign-in with an identity provider. */
export const CodePage = () => {
  const t = useTranslations('viewer')
  return (
    <EntryPage title={t('enterCode')}>
      <CodeForm onSignedIn={() => enter('/')} onBack={() => location.assign('/sign-in')} />
    </EntryPage>
  )
}

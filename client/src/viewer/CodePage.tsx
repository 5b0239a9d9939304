import { useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { CodeForm } from './CodeForm.tsx'
import { enter } from './enter.ts'
import { EntryPage } from './EntryPage.tsx'

/** The second step of a sign-in with an identity provider or from the shop. */
export const CodePage = () => {
  const { next = '/' } = useSearch({ from: '/sign-in/code' })
  const t = useTranslations('viewer')
  return (
    <EntryPage title={t('enterCode')}>
      <CodeForm onSignedIn={() => enter(next)} onBack={() => location.assign('/sign-in')} />
    </EntryPage>
  )
}

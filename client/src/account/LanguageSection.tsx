import { useTranslations } from 'use-intl'
import { browserLanguage, chooseLanguage, languageNames, useLanguage } from '../languages/language.ts'
import { Select } from '../ui/Select.tsx'
import { toast } from '../ui/toasts.tsx'
import { usePersonLanguage } from '../viewer/usePersonLanguage.ts'
import { useSetLocaleMutation, useViewerQuery } from '../viewer/viewer.generated.ts'
import { Section } from './Section.tsx'

const BROWSER = 'browser'

/** The language of the person's screen and mails. */
export const LanguageSection = () => {
  const t = useTranslations('account')
  const [{ data }] = useViewerQuery()
  usePersonLanguage(data?.viewer)
  const { chosen } = useLanguage()
  const [, setLocale] = useSetLocaleMutation()
  const languages = languageNames()
  const nameOf = (code: string) => languages.find((one) => one.code === code)!.name
  const choose = async (value: string) => {
    const language = value === BROWSER ? null : value
    const answer = await setLocale({ input: { language } })
    if (answer.data?.setLocale.errors.length === 0) await chooseLanguage(language)
    else toast(t('languageFailed'))
  }
  return (
    <Section title={t('language')}>
      <Select
        label={t('languageOf')}
        value={chosen ?? BROWSER}
        onChange={(value) => void choose(value)}
        choices={[
          { value: BROWSER, label: t('languageOfBrowser', { name: nameOf(browserLanguage()) }) },
          ...languages.map(({ code, name }) => ({ value: code, label: name })),
        ]}
        className="self-start"
      />
    </Section>
  )
}

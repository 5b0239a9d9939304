import { useTranslations } from 'use-intl'
import { Select } from '../ui/Select.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useSetDeskSettingsMutation } from './desk.generated.ts'

const NONE = 'simple'
/** The languages whose word forms PostgreSQL knows. */
const LANGUAGES =
  'arabic armenian basque catalan danish dutch english estonian finnish french german greek hindi hungarian indonesian irish italian lithuanian nepali norwegian portuguese romanian russian serbian spanish swedish tamil turkish yiddish'.split(
    ' ',
  )

const nameOf = (language: string): string => language.charAt(0).toUpperCase() + language.slice(1)

/** The language whose word forms search knows; saved on change. */
export const SearchLanguage = ({ language, onSaved }: { language: string; onSaved: () => void }) => {
  const t = useTranslations('desk')
  const [{ fetching }, send] = useSetDeskSettingsMutation()
  const choose = async (searchLanguage: string) => {
    const { data } = await send({ input: { searchLanguage } })
    if (toastRefusal(data?.setDeskSettings, t('notSaved'))) return
    toast(t('saved'))
    onSaved()
  }
  return (
    <div className="flex flex-col gap-1">
      <Select
        label={t('searchLanguage')}
        value={language}
        onChange={(value) => void choose(value)}
        isDisabled={fetching}
        choices={[
          ...LANGUAGES.map((value) => ({ value, label: nameOf(value) })),
          { value: NONE, label: t('noLanguage') },
        ]}
      />
      <p className="text-xs text-muted">{t('searchLanguageHint')}</p>
    </div>
  )
}

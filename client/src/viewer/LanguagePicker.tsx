import { useTranslations } from 'use-intl'
import { languageNames, pickLanguage, useLanguage } from '../languages/language.ts'
import { classes } from '../lib/classes.ts'

/** The languages, each by its own name, for pages without an account. */
export const LanguagePicker = () => {
  const t = useTranslations('viewer')
  const { code: shown } = useLanguage()
  return (
    <nav aria-label={t('language')} className="flex flex-wrap justify-center gap-1">
      {languageNames().map(({ code, name }) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-current={code === shown || undefined}
          onClick={() => void pickLanguage(code)}
          className={classes(
            'min-h-11 rounded px-3 text-sm hover:bg-hover tablet:min-h-7',
            code === shown ? 'font-medium text-text' : 'text-muted',
          )}
        >
          {name}
        </button>
      ))}
    </nav>
  )
}

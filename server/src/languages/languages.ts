import { ar } from './ar/texts.ts'
import { de } from './de/texts.ts'
import { en } from './en/texts.ts'
import type { Texts } from './texts.ts'

const LANGUAGES: Readonly<Record<string, Texts>> = { en, de, ar }

/** SQL for the tag of a person's language in `users`: the one they chose, else that of their browser. */
export const LANGUAGE_OF = 'coalesce(language, browser_language) AS language'

/** Whether there is a translation into the language with this code. */
export const isLanguage = (code: string): boolean => Object.hasOwn(LANGUAGES, code)

/** The texts of a language, by its tag (`de-AT`); English if there are none. */
export function textsOf(language: string | null | undefined): Texts {
  const code = language?.split('-')[0]!.toLowerCase() ?? 'en'
  return isLanguage(code) ? LANGUAGES[code]! : en
}

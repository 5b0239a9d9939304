import { ar } from './ar/texts.ts'
import { de } from './de/texts.ts'
import { en } from './en/texts.ts'
import type { Texts } from './texts.ts'

const LANGUAGES: Readonly<Record<string, Texts>> = { en, de, ar }

let ofDesk: Texts = en

/** The language of those whose language nobody knows, such as customers who have only sent mails. Set once, when a node starts. */
export const setDeskLanguage = (code: string): void => void (ofDesk = LANGUAGES[code] ?? en)

/** SQL for the tag of a person's language in `users`: the one they chose, else that of their browser. */
export const LANGUAGE_OF = 'coalesce(language, browser_language) AS language'

/** Whether there is a translation into the language with this code. */
export const isLanguage = (code: string): boolean => Object.hasOwn(LANGUAGES, code)

/** The texts of a language, by its tag (`de-AT`); those of the desk's language if it is unknown, or has none. */
export function textsOf(language: string | null | undefined): Texts {
  const code = language?.split('-')[0]!.toLowerCase()
  return code !== undefined && isLanguage(code) ? LANGUAGES[code]! : ofDesk
}

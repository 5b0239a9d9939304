import { useSyncExternalStore } from 'react'
import type { Messages } from 'use-intl'
import { LANGUAGES } from 'virtual:languages'
import { setCurrentLocale } from '../lib/locale.ts'
import { loadedStrings } from '../lib/loadedStrings.ts'
import { recall, remember } from '../lib/remembered.ts'

/** The language without translation, in which everything is written. */
const SOURCE = 'en'
const KEY = 'language'

interface Remembered {
  /** What was chosen, here or in the account; null: the browser's. */
  chosen: string | null
  /** Chosen on this browser before signing in: the next account without a choice gets it. */
  isPicked: boolean
  /** For theme.js, which sets them before the first paint. */
  lang: string
  dir: string
}

const isRemembered = (value: unknown): value is Remembered =>
  typeof value === 'object' && value !== null && 'chosen' in value && 'isPicked' in value

const remembered = (): Pick<Remembered, 'chosen' | 'isPicked'> =>
  recall<Pick<Remembered, 'chosen' | 'isPicked'>>(KEY, { chosen: null, isPicked: false }, isRemembered)

const baseOf = (tag: string): string => tag.split('-')[0]!.toLowerCase()

/** The first language of the browser into which Parley is translated. */
export const browserLanguage = (): string => navigator.languages.map(baseOf).find((code) => code in LANGUAGES) ?? SOURCE

/** The locale of a language: with the browser's region, if it has one for this language. */
const localeOf = (code: string): string => {
  const tag = navigator.languages.find((one) => baseOf(one) === code) ?? (code === SOURCE ? 'en-US' : code)
  const { extension } = LANGUAGES[code]!
  return extension ? `${tag.split('-u-')[0]!}-u-${extension}` : tag
}

interface Shown {
  code: string
  locale: string
  messages: Messages
  /** The choice that led to it; null: the browser's. */
  chosen: string | null
}

let shown: Shown = { code: SOURCE, locale: localeOf(SOURCE), messages: loadedStrings, chosen: null }
const listeners = new Set<() => void>()

/** Loads a language and then shows it. */
async function show(chosen: string | null, isPicked: boolean): Promise<void> {
  const code = chosen !== null && chosen in LANGUAGES ? chosen : browserLanguage()
  const { load, dir } = LANGUAGES[code]!
  const messages = load ? (await load()).default : loadedStrings
  const locale = localeOf(code)
  setCurrentLocale(locale)
  Object.assign(document.documentElement, { lang: code, dir })
  remember(KEY, { chosen, isPicked, lang: code, dir } satisfies Remembered)
  shown = { code, locale, messages, chosen }
  for (const listener of listeners) listener()
}

/** The language of this browser, before the page is shown. English, if its strings cannot be loaded. */
export async function startLanguage(): Promise<void> {
  const { chosen, isPicked } = remembered()
  await show(chosen, isPicked).catch(() => setCurrentLocale(shown.locale))
  // A choice in another tab.
  addEventListener('storage', ({ key }) => {
    const now = remembered()
    if (key === `parley.${KEY}` && now.chosen !== shown.chosen) void show(now.chosen, now.isPicked)
  })
}

/** Chosen on a page without an account. */
export const pickLanguage = (code: string): Promise<void> => show(code, true)

/** Chosen in the account; null: the browser's. */
export const chooseLanguage = (chosen: string | null): Promise<void> => show(chosen, false)

/** What was chosen on the sign-in page and belongs to no account yet. */
export const pickedLanguage = (): string | null => {
  const { chosen, isPicked } = remembered()
  return isPicked ? chosen : null
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The language that is shown. */
export const useLanguage = (): Shown => useSyncExternalStore(subscribe, () => shown)

/** What names somebody or something that was erased, in the language that is shown; undefined in English, as it is stored. */
export const erasedName = (what: 'erasedUser' | 'erasedShop'): string | undefined =>
  shown.code === SOURCE ? undefined : (shown.messages.ui as Record<string, string>)[what]

/** The languages by code, each with its own name. */
export const languageNames = (): { code: string; name: string }[] =>
  Object.entries(LANGUAGES).map(([code, { name }]) => ({ code, name }))

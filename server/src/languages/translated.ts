import { requestedLanguages } from '../platform/requestScope.ts'
import { caseErrors as arCaseErrors } from './ar/caseErrors.ts'
import { deskErrors as arDeskErrors } from './ar/deskErrors.ts'
import { ticketErrors as arTicketErrors } from './ar/ticketErrors.ts'
import { caseErrors as deCaseErrors } from './de/caseErrors.ts'
import { deskErrors as deDeskErrors } from './de/deskErrors.ts'
import { ticketErrors as deTicketErrors } from './de/ticketErrors.ts'
import { isLanguage } from './languages.ts'

/** Translations of messages by their English texts. Values are in braces: `A ticket can have at most {n} tags.` */
export type Messages = Readonly<Record<string, string>>

/** Messages by language; English needs none. */
export const MESSAGES: Readonly<Record<string, Messages>> = {
  de: { ...deTicketErrors, ...deCaseErrors, ...deDeskErrors },
  ar: { ...arTicketErrors, ...arCaseErrors, ...arDeskErrors },
}

/** The language of the current request: the one its person has chosen, else the first of its Accept-Language that Parley speaks. */
export function currentLanguage(): string {
  const asked = requestedLanguages()
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.map((one) => /^\s*q=([\d.]+)/.exec(one)?.[1]).find(Boolean) ?? '1'
      return { code: tag.split('-')[0]!.toLowerCase(), quality: Number(quality) }
    })
    .filter(({ code, quality }) => quality > 0 && isLanguage(code))
  return asked.sort((a, b) => b.quality - a.quality)[0]?.code ?? 'en'
}

/**
 * A message in a language, by default that of the current request. Messages are written in English, and recognised by their text, also
 * with values in it: so what throws, logs and stores them knows nothing of languages. Unknown messages stay English.
 */
export function translated(message: string, language = currentLanguage()): string {
  const messages = MESSAGES[language]
  if (!messages) return message
  if (Object.hasOwn(messages, message)) return messages[message]!
  for (const { form, names, text } of formsOf(language, messages)) {
    const values = form.exec(message)?.slice(1)
    if (values) return text.replace(PLACE, (_all, name: string) => valueIn(language, values[names.indexOf(name)]!))
  }
  return message
}

const PLACE = /\{(\w+)\}/g

/** A value of a message: text that has a translation itself, a number, or what somebody wrote. */
function valueIn(language: string, value: string): string {
  if (!/^\d{1,3}(,\d{3})+$|^\d{4,}$/.test(value)) return translated(value, language)
  return Number(value.replaceAll(',', '')).toLocaleString(language === 'ar' ? 'ar-u-nu-latn' : language)
}

interface Form {
  /** Matches the English message; its groups are the values. */
  form: RegExp
  names: string[]
  text: string
}

const forms = new Map<string, Form[]>()

/** The messages with values, those with most text first: they say most exactly what they match. */
function formsOf(language: string, messages: Messages): Form[] {
  const known = forms.get(language)
  if (known) return known
  const made = Object.entries(messages)
    .filter(([english]) => english.includes('{'))
    .sort(([a], [b]) => b.replace(PLACE, '').length - a.replace(PLACE, '').length)
    .map(([english, text]) => {
      const escaped = english
        .split(PLACE)
        .map((part, index) => (index % 2 ? '(.+)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
      return {
        form: new RegExp(`^${escaped.join('')}$`, 's'),
        names: english.match(PLACE)!.map((name) => name.slice(1, -1)),
        text,
      }
    })
  forms.set(language, made)
  return made
}

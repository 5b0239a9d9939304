import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createTranslator } from 'use-intl'
import { strings } from '../../src/app/catalogue.ts'

/** The words on screen, by key: `say('tickets.newTicket')`, with values where the text has placeholders. */
export type Say = (key: string, values?: Record<string, string | number>) => string

type Texts = { [key: string]: string | Texts }

const FOLDER = fileURLToPath(new URL('../../src/languages/', import.meta.url))

/** The words in English, or in a language of client/src/languages. */
export const wordsIn = async (language: string): Promise<Say> => {
  const messages = language === 'en' ? strings : { ...strings, ...(await translations(language)) }
  return createTranslator({ locale: language as 'en', messages }) as Say
}

const translations = async (language: string): Promise<Texts> => {
  const folder = path.join(FOLDER, language)
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'))
  const features = files.map(async (file) => {
    const { default: texts } = (await import(pathToFileURL(path.join(folder, file)).href)) as { default: Texts }
    return [file.slice(0, -'.ts'.length), texts] as const
  })
  return Object.fromEntries(await Promise.all(features))
}

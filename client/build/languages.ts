import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Plugin, transformWithOxc } from 'vite'
import { strings } from '../src/app/catalogue.ts'
import { compiled, type Strings } from './strings.ts'

const FOLDER = fileURLToPath(new URL('../src/languages/', import.meta.url)).replaceAll('\\', '/')
const SOURCE = 'en'
const LIST = 'virtual:languages'
const OF_LANGUAGE = 'virtual:language-'

const codes = (): string[] =>
  readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))

/** What a file of a language exports. Such a file imports nothing but types, so its code can be run as it is. */
const valueOf = async (file: string): Promise<Strings> => {
  const { code } = await transformWithOxc(readFileSync(file, 'utf8'), file)
  const { default: value } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  return value as Strings
}

const listModule = async (): Promise<string> => {
  const entries = codes().map(async (code) => {
    const language = JSON.stringify(await valueOf(`${FOLDER}${code}/language.ts`))
    const load = code === SOURCE ? '' : `load: () => import(${JSON.stringify(`${OF_LANGUAGE}${code}`)})`
    return `${JSON.stringify(code)}: { ...${language}, ${load} }`
  })
  return `export const LANGUAGES = { ${(await Promise.all(entries)).join(', ')} }`
}

/** A translation, with English where it has no text. */
const completed = (english: Strings, translated: Strings): Strings =>
  Object.fromEntries(
    Object.entries(english).map(([key, text]) => {
      const other = translated[key]
      if (typeof text === 'string') return [key, typeof other === 'string' ? other : text]
      return [key, completed(text, typeof other === 'object' ? other : {})]
    }),
  )

const languageModule = async (code: string, watch: (file: string) => void): Promise<string> => {
  const features = Object.entries(strings).map(async ([feature, english]) => {
    const file = `${FOLDER}${code}/${feature}.ts`
    if (!existsSync(file)) return [feature, compiled(english)] as const
    watch(file)
    return [feature, compiled(completed(english, await valueOf(file)))] as const
  })
  // Parsing JSON is faster than parsing the same as code.
  const text = JSON.stringify(Object.fromEntries(await Promise.all(features)))
  return `export default JSON.parse(${JSON.stringify(text)})`
}

/**
 * The languages of the client: one for each folder of `src/languages/`. The names are part of every page; the strings of a language
 * other than English are a chunk of their own, loaded by those who use it.
 */
export const languages = (): Plugin => ({
  name: 'languages',
  resolveId: (id) => (id === LIST || id.startsWith(OF_LANGUAGE) ? `\0${id}` : undefined),
  load(id) {
    if (id === `\0${LIST}`) return listModule()
    if (!id.startsWith(`\0${OF_LANGUAGE}`)) return undefined
    return languageModule(id.slice(OF_LANGUAGE.length + 1), (file) => this.addWatchFile(file))
  },
})

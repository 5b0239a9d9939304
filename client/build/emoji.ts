import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const DATA = new URL('../node_modules/emojibase-data/', import.meta.url)
const LANGUAGES = new URL('../src/languages/', import.meta.url)
const LIST = 'virtual:emoji'
const NAME = /^virtual:emoji-(\w+)$/
/** The language of names that another one lacks. */
const SOURCE = 'en'

/** The newest version of emoji that is offered: newer ones are boxes for many people, and the server does not know them. */
const NEWEST = 15.1
/** What other emoji are made of, such as skin tones. */
const COMPONENTS = 2

interface Source {
  emoji: string
  label: string
  tags?: string[]
  group?: number
  version: number
}

const RGI = new RegExp('^\\p{RGI_Emoji}$', 'v')

/** An emoji as Unicode recommends it for interchange, in which alone the server accepts it: the data adds a selector to each. */
const interchanged = (emoji: string): string | undefined =>
  [emoji, emoji.replaceAll('\u{FE0F}', '')].find((form) => RGI.test(form))

interface Group {
  key: string
  order: number
  message: string
}

/** `emoji.json` of a language's folder: the names of groups and emoji (name and search words, separated by `|`) that the data lacks. */
interface Names {
  groups: Record<string, string>
  names: Record<string, string>
}

const json = (file: URL) => JSON.parse(readFileSync(file, 'utf8'))
const has = (locale: string): boolean => existsSync(new URL(`${locale}/data.json`, DATA))
const namesOf = (locale: string): Names | undefined => {
  const file = new URL(`${locale}/emoji.json`, LANGUAGES)
  return existsSync(file) ? json(file) : undefined
}

const read = (locale: string): { all: Source[]; groups: Group[] } => ({
  all: json(new URL(`${locale}/data.json`, DATA)),
  groups: json(new URL(`${locale}/messages.json`, DATA)).groups,
})

/** The emoji and groups of a language: from the data, from its folder, or else in English. */
const sourceOf = (locale: string): { all: Source[]; groups: Group[] } => {
  const own = namesOf(locale)
  if (!own) return read(has(locale) ? locale : SOURCE)
  const { all, groups } = read(SOURCE)
  return {
    all: all.map((each) => {
      const [label = each.label, ...tags] = own.names[each.emoji.replaceAll('\u{FE0F}', '')]?.split('|') ?? []
      return { ...each, label, tags }
    }),
    groups: groups.map((group) => ({ ...group, message: own.groups[group.key] ?? group.message })),
  }
}

/** Without accents and the like: «احمر» finds «أحمر», and “cafe” finds “café”. */
const bare = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '')

/** The words by which an emoji is found, besides its name. */
const wordsOf = (label: string, tags: string[]): string[] => {
  const bared = [label, ...tags].filter((text) => bare(text) !== text.normalize('NFD')).map(bare)
  return [...new Set([...tags, ...bared])]
}

/** The emoji of a language, in the form in which the picker takes them (`EmojiData` of frimousse). */
export const emojiData = (locale: string) => {
  const { all, groups } = sourceOf(locale)
  const emojis = all.flatMap(({ emoji, label, tags = [], group, version }) => {
    const form = interchanged(emoji)
    if (!form || group === undefined || group === COMPONENTS || version > NEWEST) return []
    return [{ emoji: form, category: group, label, version, tags: wordsOf(label, tags) }]
  })
  const categories = groups
    .filter(({ order }) => order !== COMPONENTS)
    .map(({ order, message }) => ({ index: order, label: message[0]!.toUpperCase() + message.slice(1) }))
  return { locale, emojis, categories, skinTones: {} }
}

/** `EMOJI`, which loads the emoji of each language that has names of its own. */
const listModule = (): string => {
  const codes = readdirSync(LANGUAGES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((code) => has(code) || namesOf(code))
  return `export const EMOJI = { ${codes.map((code) => `${code}: () => import('${LIST}-${code}')`).join(', ')} }`
}

/** Provides `virtual:emoji`, and for each language a chunk with the names of all emoji, from our own origin. */
export const emojiModules = (): Plugin => ({
  name: 'emoji-modules',
  resolveId: (id) => (id === LIST || NAME.test(id) ? `\0${id}` : undefined),
  load(id) {
    if (id === `\0${LIST}`) return listModule()
    const [, locale] = NAME.exec(id.slice(1)) ?? []
    // A text that is parsed is faster than an object that is compiled.
    return locale && `export default JSON.parse(${JSON.stringify(JSON.stringify(emojiData(locale)))})`
  },
})

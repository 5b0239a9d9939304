import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const DATA = new URL('../node_modules/emojibase-data/', import.meta.url)
const NAME = /^virtual:emoji-(de|en)$/

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

const read = (path: string) => JSON.parse(readFileSync(new URL(path, DATA), 'utf8'))

/** The emoji of a language, in the form in which the picker takes them (`EmojiData` of frimousse). */
const emojiData = (locale: string) => {
  const all = read(`${locale}/data.json`) as Source[]
  const groups = (read(`${locale}/messages.json`) as { groups: { order: number; message: string }[] }).groups
  const emojis = all.flatMap(({ emoji, label, tags = [], group, version }) => {
    const form = interchanged(emoji)
    if (!form || group === undefined || group === COMPONENTS || version > NEWEST) return []
    return [{ emoji: form, category: group, label, version, tags }]
  })
  const categories = groups
    .filter(({ order }) => order !== COMPONENTS)
    .map(({ order, message }) => ({ index: order, label: message[0]!.toUpperCase() + message.slice(1) }))
  return { locale, emojis, categories, skinTones: {} }
}

/** Provides `virtual:emoji-<locale>`: the names of all emoji, as a chunk of its own from our own origin. */
export const emojiModules = (): Plugin => ({
  name: 'emoji-modules',
  resolveId: (id) => (NAME.test(id) ? `\0${id}` : undefined),
  load(id) {
    const [, locale] = NAME.exec(id.slice(1)) ?? []
    // A text that is parsed is faster than an object that is compiled.
    return locale && `export default JSON.parse(${JSON.stringify(JSON.stringify(emojiData(locale)))})`
  },
})
